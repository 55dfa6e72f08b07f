"""Generated scripts pass the checks that Microsoft's paconn makes of a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith import load as load_connector
from connectorsmith.emitters.script import script
from connectorsmith.workspace.open import load

ROOT = Path(__file__).parents[3]
CHECKS = yaml_value(ROOT / "tests/cases/custom-code/paconn-script-checks.yaml")


DEMONSTRATION = ROOT / "tests/cases/scripts/demonstration/connector.yaml"
"""The connector that has every recipe."""


@pytest.fixture(scope="module", params=["oneflow", "workpoint", "demonstration"])
def text(request) -> str:
    is_demonstration = request.param == "demonstration"
    return script(load_connector(str(DEMONSTRATION)) if is_demonstration else load(request.param, ROOT)).text


def test_size_and_namespaces(text):
    assert len(text.encode()) <= CHECKS["largest"]
    assert set(re.findall(CHECKS["using"], text, re.MULTILINE)) <= set(CHECKS["namespaces"])


@pytest.mark.parametrize("pattern", CHECKS["required"].values(), ids=CHECKS["required"])
def test_has_what_is_required(pattern, text):
    assert re.search(pattern, text)


@pytest.mark.parametrize("pattern", CHECKS["refused"].values(), ids=CHECKS["refused"])
def test_has_nothing_that_is_refused(pattern, text):
    assert re.findall(pattern, text) == []

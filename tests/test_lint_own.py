"""Our own connectors as a reviewer of certification would see them: no error and no warning, spec and package alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from connectorsmith.cli._group import verbs

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("path", ["specs/oneflow", "specs/workpoint", "connectors/oneflow", "connectors/workpoint"])
def test_nothing_worse_than_a_note(path: str) -> None:
    arguments = ["lint", str(ROOT / path), "--profile", "certified", "--fail-on", "warning"]
    result = CliRunner().invoke(verbs, arguments)
    assert (result.exit_code, result.output.splitlines()[-1].split(",")[0]) == (0, "1 checked"), result.output

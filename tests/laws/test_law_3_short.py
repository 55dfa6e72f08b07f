"""Law 3, short: a spec has at most 120 columns, and what is generated at least 2.5 times as many lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith import load, render
from connectorsmith.workspace.layout import Workspace

ROOT = Path(__file__).parents[2]
RATIO, WIDTH = 2.5, 120
NAMES = Workspace(ROOT).names()


def test_both_connectors_are_here():
    assert {"oneflow", "workpoint"} <= {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_spec_is_shorter_than_what_it_says(name):
    written = sum(len(file.read_text("utf-8").splitlines()) for file in Workspace(ROOT).spec_files(name))
    generated = len(render(load(name, ROOT))["apiDefinition.swagger.json"].splitlines())
    assert generated / written >= RATIO


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_too_long(name):
    lines = [
        (file.name, number, len(line))
        for file in Workspace(ROOT).spec_files(name)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    ]
    assert [line for line in lines if line[2] > WIDTH] == []

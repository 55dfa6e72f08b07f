"""The cases of the connectors here, and of the example that ``init`` writes: all pass, and leave nothing untried."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from connectorsmith.connector_tests.suite import Report, Run, read_suite, run_suite
from connectorsmith.custom_code.mono import find_mono
from connectorsmith.errors import ToolError
from connectorsmith.runtime.mock.backend import MockBackend
from connectorsmith.workspace.init import plan_init
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target
from connectorsmith.workspace.write_files import apply

ROOT = Path(__file__).parents[1]


def run(name: str, workspace: Path) -> Report:
    """Run the cases of a connector, with what they have tried."""
    opened = open_checked(single_target(name, workspace))
    assert opened.connector is not None
    suite = read_suite(opened, opened.connector)
    return asyncio.run(
        run_suite(suite, Run(lambda connector, taught: MockBackend(connector, otherwise=taught), coverage=True))
    )


def untried(report: Report) -> list[str]:
    """Operations, policies and branches that no case has tried."""
    return [f"{one.kind}: {one.name}" for one in report.items if one.kind != "responses" and not one.tried]


@pytest.mark.parametrize(("name", "least"), [("oneflow", 45), ("workpoint", 5)])
def test_every_case_passes_and_every_branch_is_tried(name, least):
    try:
        find_mono()
    except ToolError as fault:
        pytest.skip(f"{fault.message}; run tests/install-mono, or: {fault.hint}")
    report = run(name, ROOT)
    assert [f"{one.span}: {one.message}" for one in report.findings] == []
    assert untried(report) == []
    assert sum(one.kind == "branches" for one in report.items) >= least


def test_example_of_init_has_cases_for_everything(tmp_path):
    apply(plan_init(tmp_path))
    report = run("library", tmp_path)
    assert [f"{one.span}: {one.message}" for one in report.findings] == []
    assert untried(report) == []
    assert len(report.all) == 5

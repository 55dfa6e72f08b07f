"""Cases of a small connector, as data: what is found in them, with its places."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from connectorsmith.connector_tests.coverage import KINDS
from connectorsmith.connector_tests.reports import as_json, junit
from connectorsmith.connector_tests.suite import Report, Run, Suite, read_suite, run_suite
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.runtime.mock.backend import MockBackend
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

FOLDER = Path(__file__).parents[2] / "cases" / "connector-tests"
FILE = FOLDER / "findings.yaml"
CASES = read_yaml(FILE.read_text("utf-8"), FILE)[0].value


def run(tmp_path: Path, cases: str, operation: str | None = None, spec: str | None = None) -> tuple[Suite, Report]:
    """Run cases of the small connector, or of the one in the file ``spec``, with what they have tried."""
    shutil.copytree(FOLDER / "spec", tmp_path / "specs" / "orders")
    if spec is not None:
        shutil.copyfile(FOLDER / spec, tmp_path / "specs" / "orders" / "connector.yaml")
    (tmp_path / "specs" / "orders" / "tests").mkdir()
    (tmp_path / "specs" / "orders" / "tests" / "cases.yaml").write_text(cases, "utf-8")
    opened = open_checked(single_target("orders", tmp_path))
    assert opened.connector is not None, opened.diagnostics
    suite = read_suite(opened, opened.connector)
    wanted = Run(lambda connector, taught: MockBackend(connector, otherwise=taught), operation=operation, coverage=True)
    return suite, asyncio.run(run_suite(suite, wanted))


def line_of(one: Diagnostic) -> str:
    """A finding in one line."""
    assert one.span is not None
    hint = f"; {one.hint}" if one.hint and not one.hint.startswith("known:") else ""
    related = "".join(f" ({word}: {span.file.name}:{span.line}:{span.column})" for word, span in one.related)
    return f"{one.span.file.name}:{one.span.line}:{one.span.column}: {one.rule}: {one.message}{hint}{related}"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_findings(case, tmp_path):
    _, report = run(tmp_path, case["cases"], spec=case.get("spec"))
    assert [line_of(one) for one in report.findings] == case.get("findings", [])


LISTED = """
read: {operation: Read, inputs: {id: 7}, backend: [{call: GET /orders/7, answer: {body: {id: 7}}}]}
wrong: {operation: Create, inputs: {order/state: new}, backend: []}
"""


def test_coverage_names_what_no_case_has_tried(tmp_path):
    _, report = run(tmp_path, LISTED)
    missing = {kind: [one.name for one in report.items if one.kind == kind and not one.tried] for kind in KINDS}
    assert missing == {
        "operations": ["List", "Hook", "Remove"],
        "responses": ["Read 404", "Create 201", "List 200", "Hook 201", "Remove 200"],
        "policies": ["Only for lists", "Calls"],
        "branches": [],
    }


def test_cases_of_one_operation_run_alone(tmp_path):
    _, report = run(tmp_path, LISTED, "Read")
    assert [one.case.name for one in report.all] == ["read"]


def test_json_has_each_case_with_its_findings_and_what_was_not_tried(tmp_path):
    suite, report = run(tmp_path, LISTED)
    found = as_json(suite, report)
    assert [(one["name"], one["operation"], one["passed"]) for one in found["cases"]] == [
        ("read", "Read", True),
        ("wrong", "Create", False),
    ]
    assert found["cases"][1]["findings"][0]["rule"] == "request-differs"
    assert found["coverage"]["policies"]["of"] == 3
    assert [one["name"] for one in found["coverage"]["policies"]["missing"]] == ["Only for lists", "Calls"]


def test_junit_has_each_case(tmp_path):
    text = junit([run(tmp_path, LISTED)])
    assert '<testsuite id="0" name="orders/cases.yaml" package="connectorsmith" tests="2" failures="1"' in text
    assert '<testcase classname="orders/cases.yaml" name="read" time="0"/>' in text
    assert 'type="request-differs">' in text

"""Reports of suites for programs: JSON values, and JUnit with a test case for each case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from connectorsmith.connector_tests.bench import CaseOutcome
from connectorsmith.connector_tests.coverage import KINDS, Item
from connectorsmith.connector_tests.read_cases import CaseFile
from connectorsmith.connector_tests.suite import Report, Suite
from connectorsmith.diagnostics import Diagnostic, Presentation, Span
from connectorsmith.diagnostics.printable import one_line
from connectorsmith.source.document import Document
from connectorsmith.xml_literal import attribute, content

_RUN = 'timestamp="1970-01-01T00:00:00" hostname="localhost" time="0"'


def as_json(suite: Suite, report: Report) -> dict[str, Any]:
    """A suite as JSON values."""
    found: dict[str, Any] = {
        "id": suite.connector.id,
        "faults": [_diagnostic(one) for one in suite.faults],
        "cases": [_case(file, outcome, suite.opened.documents) for file, found in report.outcomes for outcome in found],
    }
    if report.items:
        found["coverage"] = {kind: _kind(kind, suite, report.items) for kind in KINDS}
    return found


def span_of(item: Item, documents: Mapping[str, Document]) -> Span | None:
    """The place of something to try."""
    if isinstance(item.at, Span):
        return item.at
    document = documents.get(item.at.document)
    return None if document is None else document.span(item.at)


def _kind(kind: str, suite: Suite, items: Sequence[Item]) -> dict[str, Any]:
    listed = [one for one in items if one.kind == kind]
    missing = [one for one in listed if not one.tried]
    return {
        "of": len(listed),
        "tried": len(listed) - len(missing),
        "missing": [
            {"name": one.name, "place": None if span is None else _place(span)}
            for one in missing
            for span in (span_of(one, suite.opened.documents),)
        ],
    }


def _case(file: CaseFile, outcome: CaseOutcome, documents: Mapping[str, Document]) -> dict[str, Any]:
    return {
        "name": outcome.case.name,
        "operation": outcome.case.operation,
        "place": _place(file.document.span(outcome.case.at)),
        "passed": outcome.passed,
        "findings": [_diagnostic(one) for one in file.placed(list(outcome.findings), documents)],
    }


def _diagnostic(one: Diagnostic) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "message": one.message,
        "place": None if one.span is None else _place(one.span),
        "hint": one.hint,
        "related": [{"message": message, "place": _place(span)} for message, span in one.related],
    }


def junit(suites: Sequence[tuple[Suite, Report]]) -> str:
    """Suites as a JUnit report: a suite is a file of cases, and a file that cannot be read is an error."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    number = 0
    for suite, report in suites:
        for file, outcomes in report.outcomes:
            lines += _suite(number, suite, file, outcomes)
            number += 1
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(number: int, suite: Suite, file: CaseFile, outcomes: Sequence[CaseOutcome]) -> Iterator[str]:
    name = f"{suite.connector.id}/{file.file.name}"
    failed = sum(not one.passed for one in outcomes)
    counts = f'tests="{len(outcomes)}" failures="{failed}" errors="{len(file.diagnostics)}"'
    yield f'  <testsuite id="{number}" name={attribute(name)} package="connectorsmith" {counts} {_RUN}>'
    yield "    <properties/>"
    for outcome in outcomes:
        yield from _junit_case(name, file, outcome, suite)
    faults = content("\n".join(_line(one) for one in file.diagnostics))
    yield "    <system-out/>"
    yield f"    <system-err>{faults}</system-err>"
    yield "  </testsuite>"


def _junit_case(name: str, file: CaseFile, outcome: CaseOutcome, suite: Suite) -> Iterator[str]:
    case = f'<testcase classname={attribute(name)} name={attribute(one_line(outcome.case.name))} time="0"'
    if outcome.passed:
        yield f"    {case}/>"
        return
    placed = file.placed(list(outcome.findings), suite.opened.documents)
    message = attribute(one_line(placed[0].message))
    text = content("\n".join(_line(one) for one in placed))
    yield f"    {case}>"
    yield f"      <failure message={message} type={attribute(placed[0].rule)}>{text}</failure>"
    yield "    </testcase>"


def _line(one: Diagnostic) -> str:
    return one_line(one.message if one.span is None else f"{_place(one.span)}: {one.message}")


def _place(span: Span) -> str:
    """A place with the file as it is reached from the current folder, since reports leave the machine."""
    return Presentation().place(span)

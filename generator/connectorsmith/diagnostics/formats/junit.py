"""Findings as a JUnit report, which nearly every build server can show; a suite is a file, a case a finding.

An error is a failed case; a warning or a note is a passed one whose text is the output of its suite. A run without
findings is one passed case, since some servers refuse an empty report. The form is that of Ant's report, the narrowest
of those in use: https://github.com/windyroad/JUnit-Schema
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import one_line
from connectorsmith.xml_literal import attribute, content

_RUN = 'timestamp="1970-01-01T00:00:00" hostname="localhost" time="0"'
"""Required attributes of a suite, fixed, so that the same findings give the same report on any machine."""


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write the report as XML."""

    def file(diagnostic: Diagnostic) -> str:
        return presentation.name(diagnostic.span.file) if diagnostic.span else "connectorsmith"

    suites = [(name, list(found)) for name, found in groupby(diagnostics, file)] or [("connectorsmith", [])]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for number, (name, found) in enumerate(suites):
        lines.extend(_suite(number, name, found, presentation))
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(number: int, name: str, diagnostics: Sequence[Diagnostic], presentation: Presentation) -> Iterator[str]:
    failed = [one for one in diagnostics if one.severity is Severity.ERROR]
    counts = f'tests="{len(diagnostics) or 1}" failures="{len(failed)}" errors="0"'
    yield f'  <testsuite id="{number}" name={attribute(name)} package="connectorsmith" {counts} {_RUN}>'
    yield "    <properties/>"
    for one in diagnostics:
        yield from _case(name, one, presentation)
    if not diagnostics:
        yield f'    <testcase classname={_attribute(name)} name="no findings" time="0"/>'
    sentences = (
        line for one in diagnostics if one.severity is not Severity.ERROR for line in _sentences(one, presentation)
    )
    yield f"    <system-out>{_text(sentences)}</system-out>"
    yield "    <system-err/>"
    yield "  </testsuite>"


def _case(file: str, diagnostic: Diagnostic, presentation: Presentation) -> Iterator[str]:
    span = diagnostic.span
    name = f"{diagnostic.rule} at {span.line}:{span.column}" if span else diagnostic.rule
    case = f'<testcase classname={attribute(file)} name={attribute(name)} time="0"'
    if diagnostic.severity is not Severity.ERROR:
        yield f"    {case}/>"
        return
    message, rule = _attribute(diagnostic.message), _attribute(diagnostic.rule)
    text = _text(_sentences(diagnostic, presentation))
    yield f"    {case}>"
    yield f"      <failure message={message} type={rule}>{text}</failure>"
    yield "    </testcase>"


def _sentences(diagnostic: Diagnostic, presentation: Presentation) -> Iterator[str]:
    place = f"{presentation.place(diagnostic.span)}: " if diagnostic.span else ""
    yield f"{place}{diagnostic.severity.word}: {diagnostic.message}"
    for message, span in diagnostic.related:
        yield f"see {presentation.place(span)}: {message}"
    if diagnostic.hint:
        yield f"help: {diagnostic.hint}"


def _text(lines: Iterable[str]) -> str:
    return content("\n".join(map(one_line, lines)))


def _attribute(text: str) -> str:
    return attribute(one_line(text))

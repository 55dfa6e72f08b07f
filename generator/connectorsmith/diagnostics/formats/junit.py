"""Findings as a JUnit report, which nearly every build server can show; a suite is a file, a case a finding.

An error is a failed case; a warning or a note is a passed one that carries its text as output. A run without
findings is one passed case, since some servers refuse an empty report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.presentation import Presentation

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped: https://www.w3.org/TR/xml/#charsets"""


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write the report as XML."""

    def file(diagnostic: Diagnostic) -> str:
        return presentation.name(diagnostic.span.file) if diagnostic.span else "connectorsmith"

    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_counts(diagnostics)}>"]
    for name, found in groupby(diagnostics, file):
        lines.extend(_suite(name, list(found), presentation))
    if not diagnostics:
        lines.extend(_suite("connectorsmith", [], presentation))
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _counts(diagnostics: Sequence[Diagnostic]) -> str:
    failed = sum(one.severity is Severity.ERROR for one in diagnostics)
    return f'tests="{len(diagnostics) or 1}" failures="{failed}"'


def _suite(name: str, diagnostics: Sequence[Diagnostic], presentation: Presentation) -> Iterator[str]:
    yield f'  <testsuite name={_attribute(name)} {_counts(diagnostics)} errors="0" skipped="0">'
    for one in diagnostics:
        yield from _case(name, one, presentation)
    if not diagnostics:
        yield f'    <testcase classname={_attribute(name)} name="no findings"/>'
    yield "  </testsuite>"


def _case(file: str, diagnostic: Diagnostic, presentation: Presentation) -> Iterator[str]:
    span = diagnostic.span
    place = f' file={_attribute(file)} line="{span.line}"' if span else ""
    name = f"{diagnostic.rule} at {span.line}:{span.column}" if span else diagnostic.rule
    yield f"    <testcase classname={_attribute(file)} name={_attribute(name)}{place}>"
    text = _text("\n".join(_said(diagnostic, presentation)))
    if diagnostic.severity is Severity.ERROR:
        message = _attribute(diagnostic.message)
        yield f"      <failure message={message} type={_attribute(diagnostic.rule)}>{text}</failure>"
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"


def _said(diagnostic: Diagnostic, presentation: Presentation) -> Iterator[str]:
    place = f"{presentation.place(diagnostic.span)}: " if diagnostic.span else ""
    yield f"{place}{diagnostic.severity.word}: {diagnostic.message}"
    for message, span in diagnostic.related:
        yield f"see {presentation.place(span)}: {message}"
    if diagnostic.hint:
        yield f"help: {diagnostic.hint}"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))

"""Findings as GitHub Actions workflow commands, which put them beside the lines of a pull request.

Escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.place import Span
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import one_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write one command on one line for each finding."""
    return "".join(_command(one, presentation) + "\n" for one in diagnostics)


def _command(diagnostic: Diagnostic, presentation: Presentation) -> str:
    place = _place(diagnostic.span, presentation) if diagnostic.span else {}
    properties = ",".join(f"{key}={_property(value)}" for key, value in {**place, "title": diagnostic.rule}.items())
    message = "%0A".join(map(_message, _sentences(diagnostic, presentation)))
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{message}"


def _place(span: Span, presentation: Presentation) -> dict[str, str]:
    return {
        "file": presentation.name(span.file),
        "line": str(span.line),
        "col": str(span.column),
        "endColumn": str(span.column + span.length),
    }


def _sentences(diagnostic: Diagnostic, presentation: Presentation) -> Iterator[str]:
    yield diagnostic.message
    for message, span in diagnostic.related:
        yield f"see {presentation.place(span)}: {message}"
    if diagnostic.hint:
        yield f"help: {diagnostic.hint}"


def _message(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

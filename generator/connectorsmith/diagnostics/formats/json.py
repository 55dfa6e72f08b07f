"""Findings for programs: a JSON list of objects which all have the same keys; what is not known is null.

Findings of some verbs have further keys, the same in each.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import asdict

from connectorsmith.diagnostics.diagnostic import Diagnostic, Severity
from connectorsmith.diagnostics.json_text import indented
from connectorsmith.diagnostics.place import Pointer, Span
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import without_commands_in_json

_SEVERITIES: Final = {severity: severity.word for severity in Severity}


class _Finding(Struct, gc=False):
    """The keys of a finding, in the order in which they are written."""

    rule: str
    code: str | None
    severity: str
    message: str
    file: str | None
    line: int | None
    column: int | None
    pointer: str | None
    hint: str | None


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write the findings as JSON, in ASCII; lines and columns count from 1."""
    pointers: dict[int, str | None] = {}
    files: dict[int, str] = {}
    found = [_finding(one, presentation, pointers, files) for one in diagnostics]
    return without_commands_in_json(indented(msgspec.json.encode(found))) + "\n"


def _finding(
    diagnostic: Diagnostic, presentation: Presentation, pointers: dict[int, str | None], files: dict[int, str]
) -> _Finding | Raw:
    """The keys of a finding; Python's own writer, which is slow, escapes what is not ASCII.

    ``pointers`` and ``files`` are those that are known, by identity: most findings lie in the same few objects.
    """
    span = diagnostic.span
    pointer = _pointer(diagnostic.at, pointers) if diagnostic.at else None
    file = None if span is None else files.get(id(span.file))
    if span is not None and file is None:
        file = files[id(span.file)] = presentation.name(span.file)
    line, column = (span.line, span.column) if span else (None, None)
    message, hint = diagnostic.message, diagnostic.hint
    said = (diagnostic.rule, diagnostic.code, _SEVERITIES[diagnostic.severity], message)
    found = _Finding(*said, file, line, column, pointer, hint)
    if diagnostic.data is not None:
        related = [_related(*one, presentation) for one in diagnostic.related]
        return Raw(json.dumps(asdict(found) | {"related": related, **diagnostic.data}).encode())
    if f"{message}{file}{pointer}{hint}".isascii():
        return found
    return Raw(json.dumps(asdict(found)).encode())


def _pointer(at: Pointer, known: dict[int, str | None]) -> str | None:
    """A place as a JSON pointer, if it leads into a file with keys; ``known`` are those of objects, by identity."""
    if id(at) in known:
        return known[id(at)]
    if at.parent is None:
        found = None if at.of_text else ""
    else:
        above = _pointer(at.parent, known)
        found = None if above is None else above + at.last_part
    known[id(at)] = found
    return found


def _related(word: str, span: Span, presentation: Presentation) -> dict[str, Any]:
    return {"message": word, "file": presentation.name(span.file), "line": span.line, "column": span.column}

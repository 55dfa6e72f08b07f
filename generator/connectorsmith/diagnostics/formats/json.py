"""Findings for programs: a JSON list of objects which all have the same keys; what is not known is null.

Findings of some verbs have further keys, the same in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connectorsmith.diagnostics.diagnostic import Diagnostic
from connectorsmith.diagnostics.json_text import json_text
from connectorsmith.diagnostics.place import Span
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.diagnostics.printable import without_commands_in_json


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write the findings as JSON, in ASCII; lines and columns count from 1."""
    return without_commands_in_json(json_text([_finding(one, presentation) for one in diagnostics])) + "\n"


def _finding(diagnostic: Diagnostic, presentation: Presentation) -> dict[str, Any]:
    span = diagnostic.span
    found: dict[str, Any] = {
        "rule": diagnostic.rule,
        "code": diagnostic.code,
        "severity": diagnostic.severity.word,
        "message": diagnostic.message,
        "file": presentation.name(span.file) if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "pointer": str(diagnostic.at) if diagnostic.at and not diagnostic.at.of_text else None,
        "hint": diagnostic.hint,
    }
    if diagnostic.data is not None:
        found |= {"related": [_related(*one, presentation) for one in diagnostic.related], **diagnostic.data}
    return found


def _related(word: str, span: Span, presentation: Presentation) -> dict[str, Any]:
    return {"message": word, "file": presentation.name(span.file), "line": span.line, "column": span.column}

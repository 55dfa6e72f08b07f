"""Findings for programs: a JSON list of objects which all have the same keys; what is not known is null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from connectorsmith.diagnostics.diagnostic import Diagnostic
from connectorsmith.diagnostics.place import Span
from connectorsmith.diagnostics.presentation import Presentation


def write(diagnostics: Sequence[Diagnostic], presentation: Presentation) -> str:
    """Write the findings as JSON, in ASCII; lines and columns count from 1, lengths in characters."""
    return json.dumps([_finding(one, presentation) for one in diagnostics], indent=2) + "\n"


def _finding(diagnostic: Diagnostic, presentation: Presentation) -> dict[str, Any]:
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.word,
        "message": diagnostic.message,
        **_place(diagnostic.span, presentation),
        "document": diagnostic.at.document if diagnostic.at else None,
        "pointer": str(diagnostic.at) if diagnostic.at else None,
        "hint": diagnostic.hint,
        "code": diagnostic.code,
        "related": [{"message": message, **_place(span, presentation)} for message, span in diagnostic.related],
    }


def _place(span: Span | None, presentation: Presentation) -> dict[str, Any]:
    if span is None:
        return {"file": None, "line": None, "column": None, "length": None}
    return {
        "file": presentation.name(span.file),
        "line": span.line,
        "column": span.column,
        "length": span.length,
    }

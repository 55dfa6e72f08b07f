"""The faults of a spec, each beside the card that it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.model.values import Json
from connectorsmith.preview.as_json import shown
from connectorsmith.workspace.opened import OpenedConnector


def faults_as_json(faults: Iterable[Diagnostic], opened: OpenedConnector | None, root: Path) -> list[Json]:
    """Faults with their places; ``card`` is the id of the operation in whose lines a fault is."""
    starts = _starts(opened)
    found = []
    for one in faults:
        row = {
            "rule": one.rule,
            "severity": one.severity.word,
            "message": one.message,
            "hint": one.hint,
            "at": None if one.span is None else shown(one.span, root),
            "card": None if one.span is None else _card(starts.get(one.span.file.absolute(), ()), one.span.line),
        }
        found.append({key: value for key, value in row.items() if value})
    return found


def _starts(opened: OpenedConnector | None) -> dict[Path, list[tuple[int, str]]]:
    """The lines at which operations and other parts of the root begin, by file; parts have no id."""
    found: dict[Path, list[tuple[int, str]]] = {}
    if opened is None or opened.connector is None:
        return found
    places = [(one.at, one.id or "") for one in opened.connector.operations]
    places += [(opened.connector.at / key, "") for key in (opened.spec.value if opened.target.is_spec else ())]
    for pointer, name in places:
        document = opened.documents.get(pointer.document)
        if document is not None:
            span = document.span(pointer)
            found.setdefault(span.file.absolute(), []).append((span.line, name))
    for lines in found.values():
        lines.sort()
    return found


def _card(starts: Sequence[tuple[int, str]], line: int) -> str | None:
    index = bisect_right(starts, (line, "\uffff"))
    return starts[index - 1][1] or None if index else None

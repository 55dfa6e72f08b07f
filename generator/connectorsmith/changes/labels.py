"""The names that makers see for what changed, read where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import Labels
from connectorsmith.diagnostics import Pointer
from connectorsmith.workspace.opened import OpenedConnector

_WORDS: Final = ("summary", "x-ms-summary", "displayName", "title")
"""Where a label is written, in specs and packages, of values and of connection parameters."""
_PREFIX: Final = "x-ms-"


def labels(change: Change, old: OpenedConnector, new: OpenedConnector) -> Labels:
    """The labels of the thing that a change is about, from the new version, or else from the old one."""
    one = change.fact.difference
    for opened, at in ((new, one.new_at), (old, one.old_at)):
        found = _at(opened, at) if at is not None else Labels()
        if found.name or found.value:
            return found
    return Labels()


def _at(opened: OpenedConnector, at: Pointer) -> Labels:
    document = opened.documents.get(at.document)
    if document is None or at.of_text:
        return Labels()
    around: Any = {}
    here: Any = document.value
    for key in at.keys:
        around = here if isinstance(here, Mapping) else around
        here = _inside(here, key)
    if isinstance(here, Mapping):
        return Labels(_label(here), _label(here))
    return Labels(None, _label(around))


def _inside(value: Any, key: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(key, value.get(f"{_PREFIX}{key}"))
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _label(value: Mapping[str, Any]) -> str | None:
    return next((value[word] for word in _WORDS if isinstance(value.get(word), str)), None)

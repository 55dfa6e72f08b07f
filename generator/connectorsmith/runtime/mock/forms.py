"""Schemas that operations answer where others take their fields from them: a mock answers a form of a few fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.analysis.dynamic_calls import written_lookups
from connectorsmith.analysis.memoize import memoized
from connectorsmith.model import Connector, Json, Operation

FORM: Final[Mapping[str, Json]] = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": "string", "x-ms-summary": "Title"},
        "amount": {"type": "number", "x-ms-summary": "Amount"},
        "done": {"type": "boolean", "x-ms-summary": "Done", "x-ms-visibility": "advanced"},
    },
}


def with_form(connector: Connector, operation: Operation, body: Json) -> Json:
    """The answer of an operation with a form where another operation looks for one."""
    for steps in _places(connector).get(operation.id or "", ()):
        body = _put(body, steps)
    return body


@memoized
def _places(connector: Connector) -> dict[str, list[list[str]]]:
    """Where forms are in answers, by operation: the steps to each."""
    found: dict[str, list[list[str]]] = {}
    for lookup in written_lookups(connector):
        if not lookup.lists:
            path = lookup.paths.get("value", ("", None))[0]
            found.setdefault(lookup.operation, []).append([step for step in path.split("/") if step])
    return found


def _put(body: Json, steps: list[str]) -> Json:
    """A value with a form at a place, unless one is there."""
    if not steps:
        is_form = isinstance(body, dict) and isinstance(body.get("properties"), dict) and body.get("type") == "object"
        return body if is_form else dict(FORM)
    known = body if isinstance(body, dict) else {}
    return {**known, steps[0]: _put(known.get(steps[0]), steps[1:])}

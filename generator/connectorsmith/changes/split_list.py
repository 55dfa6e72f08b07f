"""The list that a batch trigger is split by, which the designer finds where an object has no other visible field.

Source: getArrayOutputMetadata of the designer of Logic Apps, https://github.com/Azure/LogicAppsUX.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.fields import fields
from connectorsmith.changes.effective import holders, type_of, written
from connectorsmith.changes.fact import Difference
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Schema

_BATCH: Final = "batch"
_INTERNAL: Final = "internal"
_DEEPEST: Final = 50
"""Levels of objects inside objects that are looked through."""

Sides = tuple[tuple[Connector, Schema], tuple[Connector, Schema]]


def compare_split(triggers: tuple[str | None, str | None], sides: Sides, at: Pointer) -> Iterator[Difference]:
    """Yield that the list of a trigger is found in one version only; what the list is called differs by its fields."""
    if triggers != (_BATCH, _BATCH):
        return
    before, after = (split_path(*side) for side in sides)
    if (before is None) != (after is None):
        kind = "split-list-lost" if after is None else "split-list-found"
        path = "/".join(before or after or ()) or "the list itself"
        yield Difference(kind, path, (), frozenset(), old_at=sides[0][1].at, new_at=sides[1][1].at, near=at)


def split_path(connector: Connector, schema: Schema) -> tuple[str, ...] | None:
    """The way to the only list of a value; ``None`` if there is none, or another visible field beside it."""
    way: list[str] = []
    while len(way) < _DEEPEST:
        held = holders(connector, schema)
        if type_of(held) == "array":
            return tuple(way)
        inside = connector.resolve(schema)
        visible = [
            (name, field)
            for name, field, _ in fields(connector, inside)
            if written(holders(connector, field), "visibility")[0] != _INTERNAL
        ]
        if len(visible) != 1:
            return None
        way.append(visible[0][0])
        schema = visible[0][1]
    return None

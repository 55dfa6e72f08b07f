"""Where a field is in the two designers, and in which order fields come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from connectorsmith.analysis.designer.shapes import FieldView, Shown
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

_SIC: Final = "x-ms-visiblity"
"""A spelling that the designer takes too, and before the right one."""
_FIRST_PASS: Final = {"important": 1, "": 2, "advanced": 3}
_LONGEST_WAY: Final = 20
"""Lookups that need each other one after the other, and that the order follows."""
_SECOND_PASS: Final = {"important": 0, "advanced": 1, "": 2}


def visibility_of(connector: Connector, schema: Schema, above: str = "") -> str:
    """The visibility of a value, else that of what it is inside of; empty for none."""
    inside = connector.resolve(schema)
    for one in (schema, inside):
        misspelt = one.extra.get(_SIC)
        if isinstance(misspelt, str) and misspelt:
            return misspelt
        if one.visibility:
            return one.visibility
    return above


def shown_in(visibility: str, required: bool, has_default: bool, hidden: str) -> tuple[Shown, Shown]:
    """Where a field is in the new and in the classic designer.

    The new one folds away all that is neither required nor important and has no value yet; the classic one folds away
    what is advanced.
    """
    if hidden:
        return "never", "never"
    new: Shown = "at-once" if required or visibility == "important" or has_default else "more"
    return new, "more" if visibility == "advanced" else "at-once"


def first_rank(required: bool, visibility: str) -> int:
    """The place of a parameter or a property among its siblings, as the first pass of the designer sorts them."""
    return 0 if required else _FIRST_PASS.get(visibility, 2)


def in_order(fields: Iterable[FieldView]) -> tuple[FieldView, ...]:
    """Fields as the designer lists them: required ones first, then important, advanced, and all others.

    A field whose name is that of an argument in the lookup of another one comes before it. The designer compares it
    with the names of the called operation's parameters, and not with those of the fields that are referred to.
    """
    ranked = sorted(fields, key=lambda one: (not one.required, _SECOND_PASS.get(one.visibility, 2)))
    by_name = {one.name: one for one in ranked}
    placed: dict[str, FieldView] = {}
    for one in ranked:
        _place(one, by_name, placed, ())
    return tuple(placed.values())


def _place(one: FieldView, by_name: dict[str, FieldView], placed: dict[str, FieldView], way: Sequence[str]) -> None:
    if one.key in placed or one.key in way or len(way) == _LONGEST_WAY:
        return
    lookup = one.lookup
    for name in (*lookup.needs, *lookup.literals) if lookup is not None and lookup.kind == "list" else ():
        if name in by_name:
            _place(by_name[name], by_name, placed, (*way, one.key))
    placed[one.key] = one

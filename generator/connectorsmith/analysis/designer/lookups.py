"""The lookup of a field in the designer of flows: which call fills its dropdown, tree or form, and what that needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from msgspec.structs import replace

from connectorsmith.analysis.designer.shapes import FieldView, LookupView
from connectorsmith.analysis.dynamic_calls import Argument, DynamicCall, calls
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import ABSENT, Json

_KINDS: Final[Mapping[str, Literal["list", "tree", "schema"]]] = {
    "options": "list",
    "dynamic-values": "list",
    "dynamic-list": "list",
    "open": "tree",
    "dynamic-schema": "schema",
    "fields": "schema",
    "dynamic-properties": "schema",
}
"""The attribute that each word fills, in the designer's order of preference."""


def lookup_of(connector: Connector, schema: Schema) -> LookupView | None:
    """The lookup that is written on a value or its definition. ``needs`` has the sources as they are written."""
    for one in (schema, connector.resolve(schema)):
        found = {call.word: call for call in calls(one)}
        word = next((word for word in _KINDS if word in found), None)
        if word is not None:
            return _view(found[word])
    return None


def _view(call: DynamicCall) -> LookupView:
    return LookupView(
        kind=_KINDS[call.word],
        operation=call.operation,
        needs={one.name: one.source for one in call.arguments if one.source is not None},
        literals={one.name: _constant(one) for one in call.arguments if one.source is None},
        paths={role: path for role, (path, _) in call.paths.items()},
        at=call.at,
    )


def _constant(argument: Argument) -> Json:
    return None if argument.constant is ABSENT else argument.constant


def with_keys(fields: Sequence[FieldView], bodies: Iterable[str]) -> list[FieldView]:
    """The fields with the keys of other fields in the place of the sources that their lookups name.

    A source is a key, the path in the body with slashes or dots, or the last name of a key; one that is none of these
    stays as it is.
    """
    bodies = tuple(bodies)
    known: dict[str, str] = {}
    for one in fields:
        for name in _names(one.key, bodies):
            known.setdefault(name, one.key)
    return [_resolved(one, known) for one in fields]


def _names(key: str, bodies: tuple[str, ...]) -> tuple[str, ...]:
    body = next((one for one in bodies if key.startswith(f"{one}/")), None)
    path = key if body is None else key[len(body) + 1 :]
    return key, path, f"body/{path}", path.replace("/", "."), key.rpartition("/")[2]


def _resolved(one: FieldView, known: Mapping[str, str]) -> FieldView:
    members = tuple(_resolved(member, known) for member in one.members)
    lookup = one.lookup
    if lookup is not None:
        needs = {name: known.get(source, source) for name, source in lookup.needs.items()}
        lookup = replace(lookup, needs=needs)
    return replace(one, lookup=lookup, members=members)

"""The tables of an operation and a definition, row by row, made of the fields and the tokens of the designer.

Their arrangement is that of Microsoft's connector reference, https://learn.microsoft.com/connectors/connector-reference/:
values come in the order in which they are written, under their own names, and each definition has a table of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.designer.budget import LEFT_OUT, MOST_ROWS, MOST_VALUES
from connectorsmith.analysis.designer.inputs import input_fields
from connectorsmith.analysis.designer.labels import BODY
from connectorsmith.analysis.designer.outputs import linked_token, linked_tokens, output_schema
from connectorsmith.analysis.designer.shapes import FieldView, TokenView
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.hidden import is_hidden
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.schema import Schema

RESPONSE: Final = "response"
_LEVELS: Final = 30
"""Levels of values inside values that a table of internal values opens."""


class Row(Struct, frozen=True):
    """One value. ``key`` is the last part of the key of an input, or the path of an output with dots.

    A value as a whole has no path. ``definition`` is the one that ``type`` ends with, if it exists; ``choices`` are the
    values that have names, as a sentence.
    """

    name: str
    key: str
    type: str
    required: bool = False
    description: str = ""
    definition: str | None = None
    choices: str = ""


def input_rows(connector: Connector, operation: Operation) -> tuple[Row, ...]:
    """List what an operation asks a maker for, with its body opened into the values inside it.

    If that is more than ``MOST_VALUES``, the last row says that the rest is left out.
    """
    rows = [*_field_rows(input_fields(connector, operation))]
    kept = tuple(row for row in rows if row is not None)
    return kept if len(kept) == len(rows) else (*kept, Row(LEFT_OUT, "", ""))


def output_rows(connector: Connector, operation: Operation) -> tuple[Row, ...]:
    """List what an operation gives: one row without a path where the value is a whole, else its fields."""
    schema = output_schema(connector, operation)
    return () if schema is None else schema_rows(connector, schema)


def schema_rows(connector: Connector, schema: Schema) -> tuple[Row, ...]:
    """List the visible values of an output or a definition.

    An array has a row, an object only the rows of its fields. So an object that is written with no fields at all, such
    as a dictionary, has no row inside another object.
    """
    whole, *inner = linked_tokens(connector, schema) or (linked_token(connector, schema, ()),)
    name = BODY if schema.ref is not None else RESPONSE
    rows = tuple(_token_row(one, name) for one in (whole, *inner) if one.written is not None and not one.written.group)
    return rows or (_token_row(whole, name),)


def internal_rows(connector: Connector, schema: Schema, listed: Collection[str]) -> tuple[Row, ...]:
    """List the internal values below a schema, which the API gives and the designer does not offer.

    A definition is opened unless it is one of ``listed``, which have a table of their own; a set of them is looked into
    without a copy. No more than ``MOST_VALUES`` rows are returned.
    """
    if schema.ref is not None:
        return ()
    return tuple(islice(_internal(connector, schema, (), (listed, ()), False), MOST_VALUES))


def listed_definitions(connector: Connector) -> tuple[str, ...]:
    """Name the definitions a maker meets: those in the rows of visible operations, and in the rows of those in turn.

    After ``MOST_ROWS`` rows, no more are looked for.
    """
    definitions = connector.definitions or {}
    left = MOST_ROWS
    waiting: list[str | None] = []
    for operation in connector.operations:
        rows = () if operation.internal or left <= 0 else output_rows(connector, operation)
        left -= len(rows)
        waiting += [row.definition for row in rows]
    found: set[str] = set()
    while waiting and left > 0:
        name = waiting.pop()
        if name is not None and name not in found:
            found.add(name)
            rows = schema_rows(connector, definitions[name])
            left -= len(rows)
            waiting += [row.definition for row in rows]
    return tuple(name for name in definitions if name in found)


def _field_rows(views: Iterable[FieldView]) -> Iterator[Row | None]:
    """The rows of fields, ``None`` for what is left out; the fields of its items represent an array of objects."""
    written = [(one.written, one) for one in views if one.written is not None and not one.hidden]
    for place, one in sorted(written, key=lambda pair: pair[0].order):
        if one.cut == "many":
            yield None
        if any(member.key for member in one.members):
            yield from _field_rows(one.members)
        elif one.name:
            yield Row(place.title, place.key, one.type, place.required, one.description, choices=place.choices)


def _token_row(one: TokenView, otherwise: str) -> Row:
    """The row of a token; ``otherwise`` is the name of a value as a whole that has none."""
    if one.cut == "many" or one.written is None:
        return Row(LEFT_OUT, "", "")
    place = one.written
    return Row(
        name=place.title or otherwise,
        key=place.key,
        type=one.type,
        description=one.description,
        definition=place.definition,
        choices=place.choices,
    )


def _internal(
    connector: Connector,
    schema: Schema,
    path: tuple[str, ...],
    closed: tuple[Collection[str], tuple[str, ...]],
    hidden: bool,
) -> Iterator[Row]:
    # These are not joined: of thousands that are listed, each has a table, for which all would be copied.
    listed, above = closed
    array = schema.ref is None and schema.items is not None
    inside = schema.items if array and schema.items is not None else schema
    name = inside.definition
    known = name in listed or name in above
    opens = not inside.dynamic and len(path) < _LEVELS and (name is None or (hidden and not known))
    children = [*fields(connector, connector.resolve(inside))] if opens else []
    if hidden and (array or not children):
        yield _token_row(linked_token(connector, schema, path), path[-1])
    inner = closed if name is None else (listed, (*above, name))
    for key, child, _ in children:
        yield from _internal(connector, child, (*path, key), inner, hidden or is_hidden(connector, child))

"""What the API gives back and the designer does not offer: the internal values of a result or a definition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.maker_view import MOST_VALUES, OutputRow, is_hidden, output_row
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

_LEVELS: Final = 30
"""Levels of values inside values that a table of internal values opens."""


def internal_rows(connector: Connector, schema: Schema, listed: Collection[str]) -> tuple[OutputRow, ...]:
    """List the internal values below a schema, an object as its fields, in the order they are written.

    A definition is opened unless it is one of ``listed``, which have a table of their own. No more than
    ``MOST_VALUES`` rows are returned.
    """
    if schema.ref is not None:
        return ()
    return tuple(islice(_rows(connector, schema, (), frozenset(listed), False), MOST_VALUES))


def _rows(
    connector: Connector, schema: Schema, path: tuple[str, ...], closed: frozenset[str], hidden: bool
) -> Iterator[OutputRow]:
    array = schema.ref is None and schema.items is not None
    inside = schema.items if array and schema.items is not None else schema
    name = inside.definition
    opens = not inside.dynamic and len(path) < _LEVELS and (name is None or (hidden and name not in closed))
    children = [*fields(connector, connector.resolve(inside))] if opens else []
    if hidden and (array or not children):
        yield output_row(connector, schema, path, path[-1])
    inner = closed if name is None else closed | {name}
    for key, child, _ in children:
        yield from _rows(connector, child, (*path, key), inner, hidden or is_hidden(connector, child))

"""The tables a maker reads: what an operation asks for and gives back, and what a definition holds, row by row.

The reference page prints these rows, and ``connectorsmith show`` those of outputs. The rules are those of Microsoft's
connector reference, https://learn.microsoft.com/connectors/connector-reference/; ``designer`` has those of cards.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.memoize import memoized
from connectorsmith.analysis.value_names import names_text
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter
from connectorsmith.model.schema import Schema

INTERNAL = "internal"
WHOLE_NUMBERS = ("int32", "int64")
MASKED = "password"
"""The one format that says how a value is typed in and not what it is."""
BODY, RESPONSE = "Body", "response"
MOST_VALUES: Final = 5_000
"""Values of one table; the platform takes 512 schemas in a body, and references inside references can mean millions."""
MOST_ROWS: Final = 50_000
"""Rows of all tables of a page; the largest published connector has 3,000."""
LEFT_OUT: Final = f"… the rest of more than {MOST_VALUES:,} values is left out"
_LEVELS: Final = 50
"""Levels of values inside values that a table of outputs opens."""


class OutputRow(Struct, frozen=True):
    """One value an operation gives back or a definition holds.

    ``path`` is empty for the value as a whole; ``definition`` is the one that ``type`` names, if it exists; ``choices``
    are its values that have names, as a sentence.
    """

    name: str
    path: str
    type: str
    description: str = ""
    definition: str | None = None
    choices: str = ""


_Value = tuple[Schema, tuple[str, ...], OutputRow]


def type_name(schema: Schema) -> str:
    """Name a type as a table does: by its format where that says more, as ``array of X``, or by its definition."""
    if schema.dynamic:
        return "dynamic"
    if schema.ref is not None:
        return schema.definition or schema.ref
    if schema.type == "array" or (schema.type is None and schema.items is not None):
        return "array" if schema.items is None else f"array of {type_name(schema.items)}"
    return _simple_type(schema)


def _simple_type(schema: Schema) -> str:
    if schema.type is None:
        return "object" if schema.properties is not None or schema.all_of else "any"
    if schema.type == "file":
        return "binary"
    if schema.type == "number" and schema.format in WHOLE_NUMBERS:
        return "integer"
    if schema.type in ("string", "number") and schema.format and schema.format != MASKED:
        return schema.format
    return schema.type


def parameters(connector: Connector, operation: Operation) -> tuple[Parameter, ...]:
    """List the parameters of an operation: first those of its path that it does not replace, then its own."""
    return _parameters_by_call(connector)[operation.path, operation.method]


@memoized
def _parameters_by_call(connector: Connector) -> dict[tuple[str, str], tuple[Parameter, ...]]:
    """The parameters of every operation, by its path and method."""
    return {
        (one.path, one.method): tuple(parameter for parameter, _ in placed_parameters(connector, one))
        for one in connector.operations
    }


def returned(connector: Connector, operation: Operation) -> Schema | None:
    """Find what an operation gives back: a webhook's notification, else the first successful response with a schema.

    ``default`` counts as successful only where no 2xx response has a schema.
    """
    item = (connector.paths or {}).get(operation.path)
    if operation.trigger is not None and item is not None and item.notification is not None:
        return item.notification.schema
    code = output_code(connector, operation)
    return None if code is None else connector.response((operation.responses or {})[code]).schema


def output_code(connector: Connector, operation: Operation) -> str | None:
    """The status of the response whose schema makers see as outputs; ``None`` if no success has a schema."""
    responses = operation.responses or {}
    codes = [*sorted(code for code in responses if code.startswith("2")), "default"]
    described = (code for code in codes if code in responses and connector.response(responses[code]).schema is not None)
    return next(described, None)


def return_rows(connector: Connector, operation: Operation) -> tuple[OutputRow, ...]:
    """List what an operation gives back: one row without a path where the value is a whole, else its fields."""
    schema = returned(connector, operation)
    return () if schema is None else schema_rows(connector, schema)


def schema_rows(connector: Connector, schema: Schema) -> tuple[OutputRow, ...]:
    """List the visible rows of a response, a notification or a definition, in the order they are written.

    After ``MOST_VALUES`` values, containers counted, the last row says that the rest is left out.
    """
    whole = output_row(connector, schema, (), BODY if schema.ref is not None else RESPONSE)
    values = _value_rows(connector, schema, whole)
    rows = [row for row in islice(values, MOST_VALUES) if row is not None]
    if next(values, values) is not values:
        rows.append(OutputRow(LEFT_OUT, "", ""))
    return tuple(rows) or (whole,)


def _value_rows(connector: Connector, schema: Schema, whole: OutputRow) -> Iterator[OutputRow | None]:
    """Open a value that is written in place: an array has its own row, an object only the rows of its fields.

    So an object that is written with no fields at all, such as a dictionary, has no row inside another object.
    ``None`` represents a value without a row. A value inside itself, through ``allOf``, is not opened again.
    """
    opened: set[int] = set()
    trail: list[tuple[Iterator[_Value], int]] = [(iter([(schema, (), whole)]), 0)]
    while trail:
        values, entered = trail[-1]
        found = next(values, None)
        if found is None:
            opened.discard(entered)
            trail.pop()
            continue
        value, path, row = found
        listed = value.ref is None and value.items is not None and not value.dynamic
        inside = value.items if listed and value.items is not None else value
        opens = inside.ref is None and not inside.dynamic and id(inside) not in opened and len(trail) <= _LEVELS
        children = [*fields(connector, inside)] if opens else []
        yield row if listed or not (children or (opens and inside.properties is not None)) else None
        if children:
            opened.add(id(inside))
            trail.append((_visible(connector, children, path), id(inside)))


def _visible(connector: Connector, children: list[tuple[str, Schema, bool]], path: tuple[str, ...]) -> Iterator[_Value]:
    for key, child, _ in children:
        if not is_hidden(connector, child):
            here = (*path, key)
            yield child, here, output_row(connector, child, here, key)


def output_row(connector: Connector, schema: Schema, path: tuple[str, ...], name: str) -> OutputRow:
    """Describe a value at a path; ``name`` is its name where it has no summary and no title."""
    inside = connector.resolve(schema)
    return OutputRow(
        name=first_text(schema.summary, schema.title, name),
        path=".".join(path),
        type=type_name(schema),
        description=first_text(schema.description, inside.description),
        definition=_named_definition(connector, schema),
        choices=names_text(connector, schema),
    )


def listed_definitions(connector: Connector) -> tuple[str, ...]:
    """Name the definitions a maker meets: those in the rows of visible operations, and in the rows of those in turn.

    After ``MOST_ROWS`` rows, no more are looked for.
    """
    definitions = connector.definitions or {}
    left = MOST_ROWS
    waiting: list[str | None] = []
    for operation in connector.operations:
        rows = () if operation.internal or left <= 0 else return_rows(connector, operation)
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


def is_hidden(connector: Connector, schema: Schema) -> bool:
    """Tell whether a maker does not see a value; the callback address of a webhook is filled by the platform."""
    both = (schema, connector.resolve(schema))
    return any(one.visibility == INTERNAL or one.notification_url is True for one in both)


def first_text(*texts: str | None) -> str:
    """The first text that is not empty, if there is one."""
    return next((text for text in texts if text), "")


def _named_definition(connector: Connector, schema: Schema) -> str | None:
    """Find the definition at the end of ``array of array of X``, if there is one to link to."""
    while schema.ref is None and schema.items is not None and not schema.dynamic:
        schema = schema.items
    return None if schema.dynamic or schema.definition not in (connector.definitions or {}) else schema.definition

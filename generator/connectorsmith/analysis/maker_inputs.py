"""The table of the reference page of what an operation asks for: parameters, and the values inside its body."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.maker_view import (
    INTERNAL,
    LEFT_OUT,
    MOST_VALUES,
    first_text,
    is_hidden,
    parameters,
    type_name,
)
from connectorsmith.analysis.value_names import names_text
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter
from connectorsmith.model.schema import Schema

_LISTS: Final = 10
"""Lists in lists that a type names."""


class InputRow(Struct, frozen=True):
    """One value an operation asks for; ``schema`` is the value itself, for what the row does not say.

    ``lists`` are the names of the lists around it in a body, outermost first: the designer puts them before the name.
    ``choices`` are its values that have names, as a sentence.
    """

    name: str
    key: str
    type: str
    required: bool
    description: str = ""
    visibility: str | None = None
    schema: Schema = field(default_factory=Schema)
    lists: tuple[str, ...] = ()
    choices: str = ""

    @property
    def label(self) -> str:
        """The name as the designer shows it."""
        return " ".join((*self.lists, self.name))


def input_rows(connector: Connector, operation: Operation) -> Iterator[InputRow]:
    """List the visible parameters of an operation, with its body opened into the visible values inside it."""
    return (row for row in every_input_row(connector, operation) if row.visibility != INTERNAL)


def every_input_row(connector: Connector, operation: Operation) -> Iterator[InputRow]:
    """List all that ``input_rows`` lists, and between them the rows that a maker does not see.

    After ``MOST_VALUES`` values, containers counted, the last row says that the rest is left out.
    """
    values = _inputs(connector, operation)
    yield from (row for row in islice(values, MOST_VALUES) if row is not None)
    if next(values, values) is not values:
        yield InputRow(LEFT_OUT, "", "", False)


def _inputs(connector: Connector, operation: Operation) -> Iterator[InputRow | None]:
    for parameter in parameters(connector, operation):
        row = _parameter_row(connector, parameter)
        if parameter.location == "body":
            yield from _body_rows(connector, parameter.content, row)
        else:
            yield row


def _body_rows(connector: Connector, schema: Schema, whole: InputRow) -> Iterator[InputRow | None]:
    """Open a value down to its leaves; only the leaf's own visibility counts, containers are mere grouping.

    ``None`` represents a container. A definition inside itself is not opened again.
    """
    opened: set[int] = set()
    trail: list[tuple[Iterator[tuple[Schema, InputRow]], set[int]]] = [(iter([(schema, whole)]), set())]
    while trail:
        values, way = trail[-1]
        found = next(values, None)
        if found is None:
            opened -= way
            trail.pop()
            continue
        value, row = found
        inside = connector.resolve(value)
        way, lists = {id(inside)}, row.lists
        if inside.items is not None and not inside.dynamic:
            inside = connector.resolve(inside.items)
            way.add(id(inside))
            lists += (row.name,) if row is not whole else ()
        children = [] if way & opened or inside.dynamic else [*fields(connector, inside)]
        yield None if children else row
        if children:
            opened |= way
            trail.append((_child_rows(connector, children, lists), way))


def _child_rows(
    connector: Connector, children: list[tuple[str, Schema, bool]], lists: tuple[str, ...]
) -> Iterator[tuple[Schema, InputRow]]:
    for key, child, required in children:
        yield child, _input_row(connector, child, key, required, lists)


def _parameter_row(connector: Connector, parameter: Parameter) -> InputRow:
    """Describe a parameter as a whole; what it says itself comes before what its schema says."""
    row = _input_row(connector, parameter.content, parameter.name or "", parameter.required is True)
    label = first_text(parameter.summary, parameter.value.title)
    inside = row.visibility if parameter.location == "body" else None
    visibility = inside if inside == INTERNAL else parameter.visibility or inside
    return replace(
        row, name=label or row.name, description=parameter.description or row.description, visibility=visibility
    )


def _input_row(connector: Connector, schema: Schema, key: str, required: bool, lists: tuple[str, ...] = ()) -> InputRow:
    inside = connector.resolve(schema)
    return InputRow(
        name=first_text(schema.summary, schema.title, inside.summary, inside.title, key),
        key=key,
        type=_input_type(connector, schema),
        required=required,
        description=first_text(schema.description, inside.description),
        visibility=INTERNAL if is_hidden(connector, schema) else schema.visibility or inside.visibility,
        schema=inside,
        lists=lists,
        choices=names_text(connector, inside),
    )


def _input_type(connector: Connector, schema: Schema) -> str:
    """Look through references, since inputs are opened and not linked; a list inside itself is an array."""
    seen: set[int] = set()
    inside = connector.resolve(schema)
    while inside.items is not None and not inside.dynamic:
        if id(inside) in seen or len(seen) == _LISTS:
            return "array of " * len(seen) + "array"
        seen.add(id(inside))
        inside = connector.resolve(inside.items)
    return "array of " * len(seen) + type_name(inside)

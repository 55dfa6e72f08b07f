"""The list of dynamic content: every value of an answer, with the expression that a flow stores for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.designer import labels
from connectorsmith.analysis.designer.budget import LEVELS, Budget
from connectorsmith.analysis.designer.labels import Prefix
from connectorsmith.analysis.designer.lookups import lookup_of
from connectorsmith.analysis.designer.shapes import Cut, TokenView
from connectorsmith.analysis.designer.visibility import INTERNAL, first_rank, visibility_of
from connectorsmith.analysis.fields import field_named, fields
from connectorsmith.analysis.maker_view import first_text, type_name
from connectorsmith.analysis.split_on import BATCH, split_path
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.schema import Schema

_COUNTED: Final = ("200", "201", "default")
"""The answers that count where there are several; the first of them that is written is the output."""


class _Place(Struct, frozen=True):
    """Where a value is: its key, the expression of what it is in, and the definitions that are open."""

    key: str
    path: tuple[str, ...]
    source: str
    required: bool
    depth: int = 0
    visibility: str = ""
    prefix: Prefix = Prefix()
    open: tuple[int, ...] = ()


def output_schema(connector: Connector, operation: Operation) -> Schema | None:
    """The schema of what an operation gives: of a webhook its notification, else of the answer that counts.

    A lone answer counts if it is a success or the default.
    """
    item = (connector.paths or {}).get(operation.path)
    if operation.trigger is not None and item is not None and item.notification is not None:
        return item.notification.schema
    responses = operation.responses or {}
    if len(responses) == 1:
        codes = [one for one in responses if one.startswith("2") or one == "default"]
    else:
        codes = [one for one in _COUNTED if one in responses][:1]
    found = (connector.response(responses[code]).schema for code in codes)
    return next(found, None)


def run_schema(connector: Connector, operation: Operation) -> Schema | None:
    """The schema of what one run of a flow gets: of a trigger that is split, an element of its list."""
    schema = output_schema(connector, operation)
    path = split_path(connector, schema) if operation.trigger == BATCH else None
    if schema is None or path is None:
        return schema
    for name in path:
        below = field_named(connector, connector.resolve(schema), name)
        if below is None:
            return schema
        schema = below
    return connector.resolve(schema).items or schema


def output_tokens(connector: Connector, operation: Operation, budget: Budget | None = None) -> tuple[TokenView, ...]:
    """The tokens of an operation; a value that makers do not see has none, and nothing inside it has."""
    schema = run_schema(connector, operation)
    if schema is None:
        return ()
    source = "triggerOutputs()" if operation.trigger is not None else f"outputs('{operation.id or ''}')"
    return schema_tokens(connector, schema, source, budget)


def schema_tokens(
    connector: Connector, schema: Schema, source: str, budget: Budget | None = None
) -> tuple[TokenView, ...]:
    """The tokens of a value; ``source`` is the expression of what it is the body of."""
    place = _Place("body", ("body",), source, True)
    return tuple(_tokens(connector, schema, place, "", budget or Budget()))


def _tokens(connector: Connector, schema: Schema, place: _Place, name: str, left: Budget) -> Iterator[TokenView]:
    visibility = visibility_of(connector, schema, place.visibility)
    if visibility == INTERNAL or left.left < 0:
        return
    inside = connector.resolve(schema)
    left.take()
    cut = _cut(inside, place) if left.left >= 0 else "many"
    yield _token(connector, schema, place, name, visibility, cut)
    if cut or inside.dynamic:
        return
    if inside.items is not None:
        yield from _of_items(connector, schema, inside.items, place, name, left)
        return
    children = sorted(fields(connector, inside), key=lambda one: _rank(connector, one[1], one[2]))
    prefix = labels.below(connector, schema, place.prefix)
    for key, child, required in children:
        inner = _Place(
            f"{place.key}/{key}",
            (*place.path, key),
            place.source,
            place.required and required,
            place.depth,
            visibility,
            prefix,
            (*place.open, id(inside)),
        )
        yield from _tokens(connector, child, inner, key, left)


def _of_items(
    connector: Connector, schema: Schema, items: Schema, place: _Place, name: str, left: Budget
) -> Iterator[TokenView]:
    """The item of an array, and what is in it."""
    inner = _Place(
        f"{place.key}/*",
        (),
        "items('Apply_to_each')",
        True,
        place.depth + 1,
        visibility_of(connector, schema, place.visibility),
        labels.below_array(connector, schema, items, name, place.prefix),
        (*place.open, id(connector.resolve(schema))),
    )
    yield from _tokens(connector, items, inner, labels.ITEM, left)


def _rank(connector: Connector, schema: Schema, required: bool) -> int:
    return first_rank(required, visibility_of(connector, schema))


def _cut(inside: Schema, place: _Place) -> Cut:
    if id(inside) in place.open:
        return "recursive"
    return "deep" if len(place.open) >= LEVELS else ""


def _token(connector: Connector, schema: Schema, place: _Place, name: str, visibility: str, cut: Cut) -> TokenView:
    inside = connector.resolve(schema)
    lookup = lookup_of(connector, schema)
    return TokenView(
        key=place.key,
        label=labels.label_of(connector, schema, name, place.prefix),
        description=first_text(schema.description, inside.description),
        type=type_name(inside) if inside.items is None else f"array of {type_name(connector.resolve(inside.items))}",
        required=place.required,
        depth=place.depth,
        expression=_expression(place),
        visibility=visibility,
        at=schema.at,
        cut=cut,
        lookup=lookup if lookup is not None and lookup.kind == "schema" else None,
    )


def _expression(place: _Place) -> str:
    """How a flow refers to the value; ``?`` where the value may be missing."""
    if not place.path:
        return place.source
    path = "/".join(place.path).replace("'", "''")
    return f"{place.source}{'' if place.required else '?'}['{path}']"

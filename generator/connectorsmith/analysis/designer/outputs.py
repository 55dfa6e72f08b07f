"""The list of dynamic content: every value of an answer, with the expression that a flow stores for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.analysis.designer import labels
from connectorsmith.analysis.designer.budget import LEVELS, Budget
from connectorsmith.analysis.designer.labels import Prefix, first_text
from connectorsmith.analysis.designer.lookups import lookup_of
from connectorsmith.analysis.designer.shapes import Cut, TokenView, WrittenView
from connectorsmith.analysis.designer.visibility import first_rank, visibility_of
from connectorsmith.analysis.fields import field_named, fields
from connectorsmith.analysis.hidden import INTERNAL, is_hidden
from connectorsmith.analysis.split_on import BATCH, split_path
from connectorsmith.analysis.type_names import opened_type, type_name
from connectorsmith.analysis.value_names import names_text
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.schema import Schema

ITEMS: Final = "*"
"""The part of a key that represents the items of an array."""
_COUNTED: Final = ("200", "201", "default")
"""The answers that count where there are several; the first of them that is written is the output."""


class _Place(Struct, frozen=True):
    """Where a value is: its key and its own, the expression of what it is in, and the definitions that are open.

    With ``linked``, references are not opened, since each definition has a list of its own.
    """

    key: str
    path: tuple[str, ...]
    source: str
    required: bool
    own: str = ""
    dotted: str = ""
    needed: bool = False
    depth: int = 0
    visibility: str = ""
    prefix: Prefix = Prefix()
    open: tuple[int, ...] = ()
    item: bool = False
    linked: bool = False


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
    return tuple(_tokens(connector, schema, place, budget or Budget()))


def linked_tokens(connector: Connector, schema: Schema) -> tuple[TokenView, ...]:
    """The tokens of a value in the order in which they are written, with references that are not opened."""
    place = _Place("body", ("body",), "", True, linked=True)
    return tuple(_tokens(connector, schema, place, Budget()))


def linked_token(connector: Connector, schema: Schema, path: tuple[str, ...]) -> TokenView:
    """The token of one value at a path, with a reference that is not opened."""
    key, own, dotted = "/".join(("body", *path)), "".join(path[-1:]), ".".join(path)
    place = _Place(key, path, "", False, own=own, dotted=dotted, linked=True)
    return _token(connector, schema, place, "", "", Budget())


def _tokens(connector: Connector, schema: Schema, place: _Place, left: Budget) -> Iterator[TokenView]:
    visibility = visibility_of(connector, schema, place.visibility)
    if visibility == INTERNAL or is_hidden(connector, schema) or left.left < 0:
        return
    inside = connector.resolve(schema)
    left.take()
    cut = _cut(inside, place) if left.left >= 0 else "many"
    yield _token(connector, schema, place, visibility, cut, left)
    if cut or inside.dynamic or (place.linked and schema.ref is not None):
        return
    if inside.items is not None:
        yield from _of_items(connector, schema, inside.items, place, left)
        return
    children = [*fields(connector, inside)]
    if not place.linked:
        children.sort(key=lambda one: first_rank(one[2], visibility_of(connector, one[1])))
    prefix = labels.below(connector, schema, place.prefix)
    for key, child, required in children:
        inner = replace(
            place,
            key=f"{place.key}/{key}",
            path=(*place.path, key),
            required=place.required and required,
            own=key,
            dotted=f"{place.dotted}.{key}" if place.dotted else key,
            needed=required,
            visibility=visibility,
            prefix=prefix,
            open=(*place.open, id(inside)),
            item=False,
        )
        yield from _tokens(connector, child, inner, left)


def _of_items(connector: Connector, schema: Schema, items: Schema, place: _Place, left: Budget) -> Iterator[TokenView]:
    """The item of an array, and what is in it."""
    inner = replace(
        place,
        key=f"{place.key}/{ITEMS}",
        path=(),
        source="items('Apply_to_each')",
        required=True,
        own=labels.ITEM,
        depth=place.depth + 1,
        visibility=visibility_of(connector, schema, place.visibility),
        prefix=labels.below_array(connector, schema, items, place.own, place.prefix),
        open=(*place.open, id(connector.resolve(schema))),
        item=True,
    )
    yield from _tokens(connector, items, inner, left)


def _cut(inside: Schema, place: _Place) -> Cut:
    if id(inside) in place.open:
        return "recursive"
    return "deep" if len(place.open) >= LEVELS else ""


def _token(connector: Connector, schema: Schema, place: _Place, visibility: str, cut: Cut, left: Budget) -> TokenView:
    inside = connector.resolve(schema)
    lookup = lookup_of(connector, schema)
    return TokenView(
        key=place.key,
        label=labels.label_of(connector, schema, place.own, place.prefix),
        description=first_text(schema.description, inside.description),
        type=type_name(schema) if place.linked else opened_type(connector, schema),
        required=place.required,
        depth=place.depth,
        expression=_expression(place),
        visibility=visibility,
        at=schema.at,
        cut=cut,
        lookup=lookup if lookup is not None and lookup.kind == "schema" else None,
        written=WrittenView(
            order=left.taken,
            key=place.dotted,
            title=labels.own_label(connector, schema, place.own),
            required=place.needed,
            definition=_named_definition(connector, schema),
            choices=names_text(connector, schema),
            group=place.item or (not cut and _is_group(connector, schema, place)),
        ),
    )


def _is_group(connector: Connector, schema: Schema, place: _Place) -> bool:
    """Whether a value is an object whose fields are listed, be it that there are none."""
    inside = connector.resolve(schema)
    if inside.dynamic or inside.items is not None or (place.linked and schema.ref is not None):
        return False
    return inside.properties is not None or any(True for _ in fields(connector, inside))


def _named_definition(connector: Connector, schema: Schema) -> str | None:
    """The definition at the end of ``array of array of X``, if it exists."""
    while schema.ref is None and schema.items is not None and not schema.dynamic:
        schema = schema.items
    return None if schema.dynamic or schema.definition not in (connector.definitions or {}) else schema.definition


def _expression(place: _Place) -> str:
    """How a flow refers to the value; ``?`` where the value may be missing."""
    if not place.path:
        return place.source
    path = "/".join(place.path).replace("'", "''")
    return f"{place.source}{'' if place.required else '?'}['{path}']"

"""From a value to a value inside it, by a path of property names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.maker_view import fields
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

ANYTHING: Final = Schema()
"""What stands behind a path whose fields are only known at run time."""
_ALTERNATIVES: Final = ("oneOf", "anyOf", "discriminator")


def follow(connector: Connector, schema: Schema, path: str) -> Schema | None:
    """Find the value at a path (names with ``/`` between them); lists on the way are looked into.

    Gives ``ANYTHING`` behind a value whose fields are not all written, and ``None`` if there is nothing.
    """
    found: Schema | None = schema
    names = [name for name in path.split("/") if name]
    for index, name in enumerate(names):
        if found is None:
            break
        inside = _item(connector, found)
        if is_open(connector, inside):
            return ANYTHING
        known = {key: field for key, field, _ in fields(connector, inside)}
        rest = "/".join(names[index:])
        if rest in known:  # a name may have a slash in it
            return known[rest]
        found = known.get(name)
    return found


def is_open(connector: Connector, schema: Schema) -> bool:
    """Tell whether a value may have fields that are not written: it is dynamic, a bare object, or says so."""
    inside = connector.resolve(schema)
    if inside.dynamic or inside.ref is not None or any(key in inside.extra for key in _ALTERNATIVES):
        return True
    if inside.additional_properties is True or isinstance(inside.additional_properties, Schema):
        return True
    if inside.all_of:
        return any(is_open(connector, part) for part in inside.all_of)
    return not inside.properties and inside.type in (None, "object", "file") and inside.items is None


def type_without_items(connector: Connector, schema: Schema) -> str | None:
    """The type of a value that is certainly no list; ``None`` of one that is, or may be."""
    inside = connector.resolve(schema)
    if inside.dynamic or inside.items is not None or inside.type in (None, "array"):
        return None
    return inside.type


def known_paths(connector: Connector, schema: Schema) -> Iterator[str]:
    """List the paths of the values inside a value, two levels deep."""
    for name, field, _ in fields(connector, _item(connector, schema)):
        yield name
        inside = connector.resolve(field)
        if inside.items is None and not inside.dynamic:
            yield from (f"{name}/{key}" for key, _, _ in fields(connector, inside))


def _item(connector: Connector, schema: Schema) -> Schema:
    """The value itself, or what is in the list, through any number of lists in lists up to ten."""
    inside = connector.resolve(schema)
    for _ in range(10):
        if inside.items is None:
            return ANYTHING if inside.type == "array" else inside
        inside = connector.resolve(inside.items)
    return ANYTHING


def every_name(connector: Connector, schema: Schema) -> frozenset[str]:
    """Name every property inside a value, however deep; each definition is opened once."""
    names: set[str] = set()
    opened: set[int] = set()
    waiting = [schema]
    while waiting:
        inside = connector.resolve(waiting.pop())
        if id(inside) not in opened:
            opened.add(id(inside))
            names.update(inside.properties or ())
            waiting += inside.children()
    return frozenset(names)

"""From a value to a value inside it, by a path of property names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from connectorsmith.analysis.fields import field_named, fields, inherits_too_much
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

ANYTHING: Final = Schema()
"""The target of a path whose fields are only known at run time."""
_MOST_NAMES: Final = 100
"""Names in a path that are followed; a file is not nested deeper."""
_MOST_SCHEMAS: Final = 5_000
"""Schemas inside a value that are looked through for a name; the platform takes 512 in a body."""
_MOST_PATHS: Final = 1_000
_ALTERNATIVES: Final = ("oneOf", "anyOf", "discriminator")


def follow(connector: Connector, schema: Schema, path: str) -> Schema | None:
    """Find the value at a path (names with ``/`` between them); lists on the way are looked into.

    Gives ``ANYTHING`` behind a value whose fields are not all written, and ``None`` if there is nothing.
    """
    found: Schema | None = schema
    names = [name for name in path.split("/") if name]
    if len(names) > _MOST_NAMES:
        return ANYTHING
    for index, name in enumerate(names):
        if found is None:
            break
        inside = _item(connector, found)
        if is_open(connector, inside):
            return ANYTHING
        whole = field_named(connector, inside, "/".join(names[index:]))  # a name may have a slash in it
        if whole is not None:
            return whole
        found = field_named(connector, inside, name)
    return found


def is_open(connector: Connector, schema: Schema) -> bool:
    """Tell whether a value may have fields that are not written: it is dynamic, a bare object, or says so."""
    if inherits_too_much(connector, connector.resolve(schema)):
        return True
    seen: set[int] = set()
    waiting = [schema]
    while waiting:
        inside = connector.resolve(waiting.pop())
        if id(inside) in seen:
            continue
        seen.add(id(inside))
        if inside.all_of and not _says_open(inside):
            waiting += inside.all_of
        elif _says_open(inside) or _is_bare(inside):
            return True
    return False


def _says_open(inside: Schema) -> bool:
    more = inside.additional_properties
    alternatives = any(key in inside.extra for key in _ALTERNATIVES)
    return inside.dynamic or inside.ref is not None or alternatives or more is True or isinstance(more, Schema)


def _is_bare(inside: Schema) -> bool:
    return not inside.properties and inside.type in (None, "object", "file") and inside.items is None


def type_without_items(connector: Connector, schema: Schema) -> str | None:
    """The type of a value that is certainly no list; ``None`` of one that is, or may be."""
    inside = connector.resolve(schema)
    if inside.dynamic or inside.items is not None or inside.type in (None, "array"):
        return None
    return inside.type


def known_paths(connector: Connector, schema: Schema) -> Iterator[str]:
    """List the paths of the values inside a value, two levels deep, as far as the first thousand."""
    return islice(_paths(connector, schema), _MOST_PATHS)


def _paths(connector: Connector, schema: Schema) -> Iterator[str]:
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


def has_name(connector: Connector, schema: Schema, name: str) -> bool:
    """Tell whether a property inside a value, however deep, has a name; each definition is opened once.

    A value with more than ``_MOST_SCHEMAS`` schemas may have any name.
    """
    opened: set[int] = set()
    waiting = [schema]
    while waiting:
        inside = connector.resolve(waiting.pop())
        if id(inside) not in opened:
            opened.add(id(inside))
            if name in (inside.properties or ()) or len(opened) > _MOST_SCHEMAS:
                return True
            waiting += inside.children()
    return False

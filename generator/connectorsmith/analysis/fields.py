"""The fields of an object, those that it takes over from other definitions with ``allOf`` included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.analysis.memoize import memoized
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

MOST_INHERITED: Final = 2_000
"""Parts and fields that an object may take over with ``allOf``; the platform takes 512 schemas in a body."""


def fields(connector: Connector, schema: Schema) -> Iterator[tuple[str, Schema, bool]]:
    """List the fields of an object, ``allOf`` included: name, schema, and whether the object requires it.

    If several parts define a field, the last one counts; a part that is referenced twice counts once. An object that
    inherits more than ``MOST_INHERITED`` parts and fields, which a rule reports, lists only its own fields.
    """
    if schema.all_of is None or inherits_too_much(connector, schema):
        required = {*(schema.required or ())}
        return ((name, field, name in required) for name, field in (schema.properties or {}).items())
    parts = object_parts(connector, schema)
    required = {name for part in parts for name in part.required or ()}
    merged = {name: field for part in parts for name, field in (part.properties or {}).items()}
    return ((name, field, name in required) for name, field in merged.items())


def field_named(connector: Connector, schema: Schema, name: str) -> Schema | None:
    """Find a field of an object by its name, without listing all of them where there is no ``allOf``."""
    if schema.all_of is None:
        return (schema.properties or {}).get(name)
    return next((field for key, field, _ in fields(connector, schema) if key == name), None)


def object_parts(connector: Connector, schema: Schema) -> list[Schema]:
    """The parts of an object, each once, those inside a part before it and the object itself last."""
    found: dict[int, Schema] = {}
    for part in _innermost_first(connector, schema, found.__contains__):
        found[id(part)] = part
    return [*found.values()]


def inherits_too_much(connector: Connector, schema: Schema) -> bool:
    """Tell whether an object takes over more than ``MOST_INHERITED`` parts and fields, each as often as it is named."""
    if schema.all_of is None:
        return False
    known = _inherited(connector)
    if id(schema) not in known:
        _count(connector, schema, known)
    return known[id(schema)][0] > MOST_INHERITED


@memoized
def _inherited(connector: Connector) -> dict[int, tuple[int, Schema]]:
    """How much each object takes over, by its identity; one that takes itself over ends the count."""
    known: dict[int, tuple[int, Schema]] = {}
    for schema in schemas_having(connector, "all_of"):
        _count(connector, schema, known)
    return known


def _count(connector: Connector, schema: Schema, known: dict[int, tuple[int, Schema]]) -> None:
    for part in _innermost_first(connector, schema, known.__contains__):
        taken = [connector.resolve(inner) for inner in part.all_of or ()]
        sizes = (1 + len(inner.properties or ()) + known.get(id(inner), (0, inner))[0] for inner in taken)
        known[id(part)] = min(sum(sizes), MOST_INHERITED + 1), part


def _innermost_first(connector: Connector, schema: Schema, known: Callable[[int], bool]) -> Iterator[Schema]:
    """An object after the parts of its ``allOf``, theirs before them, each once and none that is known already."""
    trail = {id(schema): (schema, iter(schema.all_of or ()))} if not known(id(schema)) else {}
    while trail:
        here, inner = trail[next(reversed(trail))]
        part = next(inner, None)
        if part is None:
            trail.popitem()
            yield here
        elif id(inside := connector.resolve(part)) not in trail and not known(id(inside)):
            trail[id(inside)] = inside, iter(inside.all_of or ())

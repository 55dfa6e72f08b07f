"""The effective keys of a schema: its own, those of the definition it refers to, and those of its ``allOf``."""

from __future__ import annotations

from typing import Any, Final

from connectorsmith.analysis.fields import inherits_too_much, object_parts
from connectorsmith.changes.choices import key as value_key
from connectorsmith.model import ABSENT, Connector, Json, Schema
from connectorsmith.model.values import Absent

Holders = tuple[Schema, ...]
CONTAINERS: Final = ("array", "object")


def holders(connector: Connector, schema: Schema) -> Holders:
    """The schemas in which a word about a value may be written, the one that counts first."""
    inside = connector.resolve(schema)
    own = (schema,) if inside is schema else (schema, inside)
    if inside.all_of is None or inherits_too_much(connector, inside):
        return own
    parts = [part for part in object_parts(connector, inside) if part is not inside]
    return (*own, *reversed(parts))


def target(held: Holders, connector: Connector) -> Schema:
    """The schema at the end of the references, which has what lies inside the value."""
    return connector.resolve(held[0])


def written(held: Holders, attribute: str) -> tuple[Json | Absent, Schema | None]:
    """The value of an attribute and the schema that says it; ``ABSENT`` where none does."""
    for schema in held:
        value = getattr(schema, attribute)
        if value is not None and value is not ABSENT:
            return value, schema
        if attribute == "default" and value is None:
            return None, schema
    return ABSENT, None


def allowed(held: Holders) -> tuple[Json | Absent, Schema | None]:
    """The values that every part of a value allows, in the order of the ``enum`` that counts first, which is its place.

    Values beside a reference replace those of its definition.
    """
    found, place = written(held, "enum")
    if held[0].ref is not None and place is held[0]:
        return found, place
    lists = [[*schema.enum] for schema in held if isinstance(schema.enum, tuple)]
    if len(lists) < 2:
        return found, place
    others = [{value_key(value) for value in listed} for listed in lists[1:]]
    return [value for value in lists[0] if all(value_key(value) in other for other in others)], place


def words_of(connector: Connector, schema: Schema, attribute: str) -> Any:
    """An attribute of an object or array, which may be written in a part of its ``allOf``; ``None`` if none has it."""
    if schema.all_of is None:
        return getattr(schema, attribute)
    found, _ = written(holders(connector, schema), attribute)
    return None if found is ABSENT else found


def extras(held: Holders) -> dict[str, tuple[Json, Schema]]:
    """The keys that the model keeps as they are, each with the schema that says it."""
    found: dict[str, tuple[Json, Schema]] = {}
    for schema in held:
        for key, value in schema.extra.items():
            found.setdefault(key, (value, schema))
    return found


def type_of(held: Holders) -> str | None:
    """The type of a value, also where only what is inside it shows that it is an object or an array.

    Swagger 2.0 has one type for each value; of a list of types, each is named.
    """
    found, _ = written(held, "type")
    if isinstance(found, str):
        return found
    several, _ = extras(held).get("type", (None, None))
    if isinstance(several, list) and several:
        return " or ".join(sorted(map(str, several)))
    if any(schema.properties is not None for schema in held):
        return "object"
    if any(schema.items is not None for schema in held):
        return "array"
    return held[-1].ref

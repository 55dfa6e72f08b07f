"""Where ids, lists and the links to more are in what an operation answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.fields import fields
from connectorsmith.model import Connector, Json, Operation, Schema

_LISTS: Final = ("value", "data", "items", "results", "records", "list", "entries", "collection")
_KEYS: Final = ("uuid", "guid", "identifier", "key")
_ID_TYPES: Final = ("string", "integer", "number")
_COUNTS: Final = ("count", "total", "totalcount", "odatacount", "size")


class ListShape(Struct, frozen=True):
    """A list in an answer: the schema of its items, and the property that holds it, ``None`` if it is the answer."""

    items: Schema
    holder: str | None
    most: int | None = None


def list_shape(connector: Connector, schema: Schema) -> ListShape | None:
    """Find the list in what an operation answers."""
    resolved = connector.resolve(schema)
    if resolved.items is not None:
        return ListShape(resolved.items, None, _most(resolved))
    lists = {name: inner for name, field, _ in fields(connector, resolved) if (inner := connector.resolve(field)).items}
    if not lists:
        return None
    name = next((known for known in _LISTS if known in lists), next(iter(lists)))
    items = lists[name].items
    return None if items is None else ListShape(items, name, _most(lists[name]))


def id_field(connector: Connector, schema: Schema, variable: str | None) -> tuple[str, Schema] | None:
    """The property that holds the id of a thing; ``variable`` is the name of the id in the path."""
    known = {
        _folded(name): (name, field)
        for name, field, _ in fields(connector, connector.resolve(schema))
        if connector.resolve(field).type in _ID_TYPES
    }
    stem = _folded(variable or "").removesuffix("id")
    for name in ("id", _folded(variable or ""), f"{stem}id", *_KEYS):
        if name in known:
            return known[name]
    return None


def holder_of(connector: Connector, schema: Schema, variable: str | None) -> tuple[str, Schema] | None:
    """The property that holds a thing whose answer is an object around it, such as ``data``; ``None`` if none does."""
    if id_field(connector, schema, variable) is not None:
        return None
    held = [
        (name, field)
        for name, field, _ in fields(connector, connector.resolve(schema))
        if connector.resolve(field).items is None and id_field(connector, field, variable) is not None
    ]
    return held[0] if len(held) == 1 else None


def with_list(shape: ListShape, made: Json, items: list[Json]) -> Json:
    """An answer with another list in it, and with the number of its items if it has one."""
    kept = items if shape.most is None else items[: shape.most]
    if shape.holder is None:
        return kept
    if not isinstance(made, dict):
        return made
    counts = {name: len(kept) for name, value in made.items() if _is_count(name, value)}
    return {**made, **counts, shape.holder: kept}


def without_next_page(connector: Connector, operation: Operation, schema: Schema, made: Json) -> Json:
    """An answer without the link to a next page."""
    pageable = operation.extra.get("x-ms-pageable")
    link = pageable.get("nextLinkName") if isinstance(pageable, Mapping) else None
    if not isinstance(made, dict) or link not in made:
        return made
    required = any(name == link and needed for name, _, needed in fields(connector, connector.resolve(schema)))
    return made | {link: ""} if required else {key: value for key, value in made.items() if key != link}


def typed_id(connector: Connector, schema: Schema, text: str) -> Json:
    """An id from a path as its schema has it: a number, or a text."""
    kind = connector.resolve(schema).type
    if kind == "integer" and text.lstrip("-").isascii() and text.lstrip("-").isdigit():
        return int(text)
    return text


def _is_count(name: str, value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and _folded(name) in _COUNTS


def _folded(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _most(schema: Schema) -> int | None:
    most = schema.extra.get("maxItems")
    return most if isinstance(most, int) else None

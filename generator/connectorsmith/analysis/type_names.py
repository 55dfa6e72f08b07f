"""The names of types, as tables and labels have them."""

from __future__ import annotations

from typing import Final

from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema

_WHOLE_NUMBERS: Final = ("int32", "int64")
_MASKED: Final = "password"
"""The one format that concerns how a value is entered, and not its type."""
_LISTS: Final = 10
"""Lists in lists that a type names."""


def type_name(schema: Schema) -> str:
    """Name a type as a table does: by its format where that says more, as ``array of X``, or by its definition."""
    if schema.dynamic:
        return "dynamic"
    if schema.ref is not None:
        return schema.definition or schema.ref
    if schema.type == "array" or (schema.type is None and schema.items is not None):
        return "array" if schema.items is None else f"array of {type_name(schema.items)}"
    return _simple_type(schema)


def opened_type(connector: Connector, schema: Schema) -> str:
    """Name a type where references are opened and not linked; a list inside itself is an array."""
    seen: set[int] = set()
    inside = connector.resolve(schema)
    while inside.items is not None and not inside.dynamic:
        if id(inside) in seen or len(seen) == _LISTS:
            return "array of " * len(seen) + "array"
        seen.add(id(inside))
        inside = connector.resolve(inside.items)
    return "array of " * len(seen) + type_name(inside)


def _simple_type(schema: Schema) -> str:
    if schema.type is None:
        return "object" if schema.properties is not None or schema.all_of else "any"
    if schema.type == "file":
        return "binary"
    if schema.type == "number" and schema.format in _WHOLE_NUMBERS:
        return "integer"
    if schema.type in ("string", "number") and schema.format and schema.format != _MASKED:
        return schema.format
    return schema.type

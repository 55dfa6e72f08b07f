"""Check JSON values against the types of Swagger 2.0, https://spec.openapis.org/oas/v2.0#data-types."""

from __future__ import annotations

from typing import Final

from connectorsmith.model.schema import Schema
from connectorsmith.model.values import Json

_NAMES: Final = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    type(None): "null",
}
ENUM_VALUES: Final = "x-ms-enum-values"


def type_of(value: Json) -> str:
    """The type of a JSON value by its Swagger name; null is ``null``."""
    return _NAMES[type(value)]


def fits(value: Json, type_name: str) -> bool:
    """Whether a JSON value may be where a type is asked for; a whole number is a number too."""
    found = type_of(value)
    return found == type_name or (found == "integer" and type_name == "number")


def enum_values(schema: Schema) -> list[Json]:
    """The entries of ``x-ms-enum-values`` of a schema, one for each value with a name of its own."""
    found = schema.extra.get(ENUM_VALUES)
    return found if isinstance(found, list) else []

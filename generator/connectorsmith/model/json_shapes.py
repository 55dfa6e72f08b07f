"""Types of the values of keys in packages and specs: tests of JSON values, made from JSON Schema.

A value of another kind is never dropped; the model keeps it as it is, beside what it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from connectorsmith.model.values import Json

Fits = Callable[[Json], bool]
Schema = Mapping[str, Any]
Resolve = Callable[[Any], Schema]

PRIMITIVES = ("string", "integer", "number", "boolean", "object", "array", "file")
"""The types of Swagger 2.0, https://spec.openapis.org/oas/v2.0#data-types."""


def text(value: Json) -> bool:
    """A text."""
    return type(value) is str


def flag(value: Json) -> bool:
    """True or false."""
    return type(value) is bool


def texts(value: Json) -> bool:
    """A list of texts."""
    return type(value) is list and all(type(item) is str for item in value)


def integer(value: Json) -> bool:
    """A whole number, written as one."""
    return type(value) is int


def number(value: Json) -> bool:
    """A number."""
    return type(value) in (int, float)


def anything(value: Json) -> bool:
    """Any value, null included."""
    return True


def _null(value: Json) -> bool:
    return value is None


def fits_schema(schema: Schema, resolved: Resolve) -> Fits:
    """A test of whether a value is what a JSON Schema asks for; ``resolved`` follows its references.

    It knows the keywords that the table of words uses, and no schema that contains itself. An object without
    ``additionalProperties: true`` has no other keys than its properties, and extensions where ``patternProperties``
    names them. A whole number is one that is written without a fraction.
    """
    schema = resolved(schema)
    kinds = schema.get("type", [])
    tests = [_kind(kind, schema, resolved) for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    if not tests:
        return anything
    return tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)


def _kind(kind: str, schema: Schema, resolved: Resolve) -> Fits:
    if kind == "string" and "enum" in schema:
        known = frozenset(schema["enum"])
        return lambda value: type(value) is str and value in known
    if kind == "array":
        return _list(schema.get("items", True), resolved)
    if kind == "object":
        return _object(schema, resolved)
    return _SIMPLE[kind]


def _list(items: Any, resolved: Resolve) -> Fits:
    item = anything if items is True else fits_schema(items, resolved)
    if item is text:
        return texts
    return lambda value: type(value) is list and all(map(item, value))


def _object(schema: Schema, resolved: Resolve) -> Fits:
    properties = schema.get("properties", {})
    known = {key: fits_schema(inner.get("value", inner), resolved) for key, inner in properties.items()}
    required = frozenset(schema.get("required", ()))
    more = schema.get("additionalProperties", True)
    other = fits_schema(more, resolved) if isinstance(more, Mapping) else anything if more else _nothing
    extended = anything if "patternProperties" in schema else other

    def fits(value: Json) -> bool:
        if type(value) is not dict or not required <= value.keys():
            return False
        return all(
            known[key](item) if key in known else (extended if key.startswith("x-") else other)(item)
            for key, item in value.items()
        )

    return fits


def _nothing(value: Json) -> bool:
    return False


_SIMPLE: Final[Mapping[str, Fits]] = {
    "string": text,
    "boolean": flag,
    "integer": integer,
    "number": number,
    "null": _null,
}

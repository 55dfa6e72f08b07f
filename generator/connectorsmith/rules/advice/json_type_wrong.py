"""A key has a value of another kind than Swagger or the platform asks for.

Why: the platform cannot read it, and refuses the connector.
Write: the kind that is asked for; a key without a value is left out, and not null.
Bad:
    x-ms-summary: null
Good:
    x-ms-summary: Id
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    JsonTypeIncorrect; certification has refused a null under x-ms-summary, and a list among the definitions
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from connectorsmith.analysis.json_types import ENUM_VALUES, fits, type_of
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.language.vocabulary import PACKAGE_KEYS
from connectorsmith.language.words import resolved, value_schema
from connectorsmith.model import METHODS, Connector, Json
from connectorsmith.rules.support.dynamic_arguments import argument_objects
from connectorsmith.rules.support.json_parts import raw_parts, word
from connectorsmith.rules.support.message_words import quoting

_OBJECT: Final = {"type": "object"}
_PATH: Final = dict.fromkeys(METHODS, _OBJECT)
_ENUM_VALUES: Final = {
    ENUM_VALUES: {"type": "array", "items": {"type": "object", "properties": {"displayName": {"type": "string"}}}},
}
_SHAPES: Final[Mapping[str, Mapping[str, Any]]] = {
    **PACKAGE_KEYS,
    "schema": {**PACKAGE_KEYS["schema"], **_ENUM_VALUES},
    "parameter": {**PACKAGE_KEYS["parameter"], **_ENUM_VALUES},
    "path": {**PACKAGE_KEYS["path"], **_PATH},
}
"""The keys of each kind of part, with the JSON Schema of the value; the language has no word for some of them."""
_ARGUMENT: Final = {
    "type": "object",
    "properties": {"parameter": {"type": "string"}, "parameterReference": {"type": "string"}},
}
_MORE: Final = "additionalProperties"
_REQUIRED: Final = "remove it, and add the name of the property to the required list of its object"
_WORDS: Final = {"object": "an object", "array": "a list", "integer": "a whole number"}


@rule(Severity.ERROR, code="JsonTypeIncorrect")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold every value that did not fit into the model against the kind that its key asks for."""
    for kind, at, raw in raw_parts(connector):
        shapes = _SHAPES[kind]
        for key, item in raw.items():
            if key in shapes:
                yield from _faults(item, shapes[key], at / word(key), f"`{key}`")
        more = raw.get(_MORE, True)
        if kind == "schema" and not isinstance(more, (bool, dict)):
            message = f"`{_MORE}` is {_found(more)}, and must be a schema, true or false"
            yield Finding(at / _MORE, message, "write the schema of a value, or leave the key out")
    for at, argument in argument_objects(connector):
        yield from _faults(argument, _ARGUMENT, at, "")


def _faults(value: Json, schema: Any, at: Pointer, name: str) -> Iterator[Finding]:
    shape = resolved(value_schema(schema)) if isinstance(schema, dict) else {}
    wanted = shape.get("type")
    if not isinstance(wanted, str):
        return
    if not fits(value, wanted):
        if not (isinstance(value, float) and value.is_integer() and wanted == "integer"):
            hint = _type_hint(value) if name == "`type`" and isinstance(value, list) else None
            hint = hint or (
                _REQUIRED if name == "`required`" and isinstance(value, bool) else _hint(value, wanted, name)
            )
            yield Finding(at, f"{name} is {_found(value)}, and must be {_called(wanted)}", hint)
    elif wanted == "array":
        for index, item in enumerate(value):
            yield from _faults(item, shape.get("items"), at / index, f"an entry of {name}")
    elif wanted == "object":
        listed, more = shape.get("properties", {}), shape.get("additionalProperties")
        for key, item in value.items():
            inner = listed.get(key, None if key.startswith("x-") else more)
            if isinstance(inner, dict):
                yield from _faults(item, inner, at / word(key), f"`{key}`")


def _found(value: Json) -> str:
    return _WORDS[type_of(value)] if isinstance(value, (dict, list)) else json.dumps(value)


def _type_hint(value: list[Json]) -> str | None:
    """What to write for a list of types as OpenAPI 3.1 has it: the one type, and x-nullable for null."""
    types = [one for one in value if one != "null"]
    if len(types) != 1 or not isinstance(types[0], str):
        return None if types else "leave the type out"
    return f"write {types[0]}{', and x-nullable: true beside it' if len(value) > 1 else ''}"


def _called(wanted: str) -> str:
    return _WORDS.get(wanted, f"a {wanted}")


def _hint(value: Json, wanted: str, name: str) -> str:
    if value is None:
        return f"write a value, or leave the {'entry' if name.startswith('an entry') else 'key'} out"
    return quoting(value, wanted) or f"write {_called(wanted)}"

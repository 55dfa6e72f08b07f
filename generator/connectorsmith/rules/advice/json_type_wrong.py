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

from connectorsmith.analysis.json_types import fits, type_of
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import METHODS, Connector, Json
from connectorsmith.rules.support.json_parts import ANNOTATION, CONTACT, DOCS, LICENSE, TAG, raw_parts, word
from connectorsmith.rules.support.message_words import quoting

_Shape = str | list[Any] | Mapping[str, Any]
_EACH: Final[_Shape] = {"*": {}}
_TEXT, _FLAG, _WHOLE, _NUMBER, _TEXTS = "string", "boolean", "integer", "number", ["string"]
_FLAGS: Final = ("x-ms-notification-url", "readOnly", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems")
_LIMITS: Final = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_LOOKUPS: Final = ("x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-schema", "x-ms-dynamic-properties")
_SCHEMA: Final[Mapping[str, _Shape]] = {
    **dict.fromkeys(("$ref", "type", "format", "title", "x-ms-summary", "description", "x-ms-visibility"), _TEXT),
    **dict.fromkeys(("pattern", "discriminator", "collectionFormat"), _TEXT),
    **dict.fromkeys((*_FLAGS, "allowEmptyValue"), _FLAG),
    **dict.fromkeys(_LIMITS, _WHOLE),
    **dict.fromkeys(("minimum", "maximum", "multipleOf"), _NUMBER),
    **{key: {"operationId": _TEXT, "parameters": {}} for key in (*_LOOKUPS, "x-ms-dynamic-tree")},
    "enum": [], "required": _TEXTS, "properties": _EACH, "items": {}, "allOf": [{}], "externalDocs": DOCS,
    "x-ms-enum-values": [{}],
}  # fmt: skip  # many short entries, several a line
_LISTS: Final[Mapping[str, _Shape]] = {"schemes": _TEXTS, "consumes": _TEXTS, "produces": _TEXTS, "security": [{}]}
_SHAPES: Final[Mapping[str, Mapping[str, _Shape]]] = {
    "schema": _SCHEMA,
    "parameter": {**_SCHEMA, "name": _TEXT, "in": _TEXT, "required": _FLAG, "x-ms-url-encoding": _TEXT, "schema": {}},
    "response": {"$ref": _TEXT, "description": _TEXT, "schema": {}, "headers": _EACH, "examples": {}},
    "notification": {"description": _TEXT, "schema": {}},
    "operation": {
        **dict.fromkeys(("operationId", "summary", "description"), _TEXT),
        **dict.fromkeys(("x-ms-visibility", "x-ms-trigger", "x-ms-trigger-hint"), _TEXT),
        **dict.fromkeys(("deprecated", "x-ms-no-generic-test"), _FLAG),
        **_LISTS, "tags": _TEXTS, "parameters": [{}], "responses": _EACH, "externalDocs": DOCS,
        "x-ms-trigger-metadata": {"kind": _TEXT, "mode": _TEXT}, "x-ms-pageable": {"nextLinkName": _TEXT},
        "x-ms-api-annotation": ANNOTATION,
    },
    "path": {**{method: {} for method in METHODS}, "parameters": [{}], "x-ms-notification-content": {}},
    "info": {
        **dict.fromkeys(("title", "version", "description", "termsOfService", "x-ms-deployment-version"), _TEXT),
        "contact": CONTACT, "license": LICENSE, "x-ms-keywords": _TEXTS, "x-ms-api-annotation": ANNOTATION,
    },
    "root": {
        **_LISTS, "swagger": _TEXT, "host": _TEXT, "basePath": _TEXT, "info": {}, "paths": _EACH, "tags": [TAG],
        **dict.fromkeys(("definitions", "parameters", "responses", "securityDefinitions"), _EACH),
        "externalDocs": DOCS, "x-ms-connector-metadata": [{"propertyName": _TEXT, "propertyValue": _TEXT}],
    },
}  # fmt: skip  # many short entries, several a line
_REQUIRED: Final = "remove it, and add the name of the property to the required list of its object"
_WORDS: Final = {"object": "an object", "array": "a list", "integer": "a whole number"}


@rule(Severity.ERROR, code="JsonTypeIncorrect")
def check(connector: Connector) -> Iterator[Finding]:
    """Hold every value that did not fit into the model against the kind that its key asks for."""
    for kind, at, raw in raw_parts(connector):
        yield from _faults(raw, _SHAPES[kind], at, "")


def _faults(value: Json, shape: _Shape, at: Pointer, name: str) -> Iterator[Finding]:
    wanted = shape if isinstance(shape, str) else "array" if isinstance(shape, list) else "object"
    if not fits(value, wanted):
        if not (isinstance(value, float) and value.is_integer() and wanted == "integer"):
            found = _WORDS[type_of(value)] if isinstance(value, (dict, list)) else json.dumps(value)
            hint = _REQUIRED if name == "`required`" and isinstance(value, bool) else _hint(value, wanted, name)
            yield Finding(at, f"{name} is {found}, and must be {_called(wanted)}", hint)
    elif isinstance(shape, list) and shape:
        for index, item in enumerate(value):
            yield from _faults(item, shape[0], at / index, f"an entry of {name}")
    elif isinstance(shape, Mapping):
        for key, item in value.items():
            inside = shape.get(key, None if key.startswith("x-") else shape.get("*"))
            if inside is not None:
                yield from _faults(item, inside, at / word(key), f"`{key}`")


def _called(wanted: str) -> str:
    return _WORDS.get(wanted, f"a {wanted}")


def _hint(value: Json, wanted: str, name: str) -> str:
    if value is None:
        return f"write a value, or leave the {'entry' if name.startswith('an entry') else 'key'} out"
    return quoting(value, wanted) or f"write {_called(wanted)}"

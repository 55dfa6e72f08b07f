"""A key is none of Swagger's, and does not say that it is an extension.

Why: the platform refuses what it does not know, unless the name of the key starts with x-.
Write: the right name of the key, or the key where it belongs; an extension with x- in front.
Bad:
    {type: string, nullable: true}
Good:
    {type: string, x-nullable: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ExtensionNameNotValid; certification and custom connectors have refused scriptOperations and securityDefinitions
    in the wrong place with it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language.vocabulary import PACKAGE_KEYS
from connectorsmith.model import METHODS, Connector
from connectorsmith.rules.support.json_parts import Raw, keys_inside, raw_parts
from connectorsmith.rules.support.phrases import either

_KNOWN: Final = {kind: frozenset(keys) for kind, keys in PACKAGE_KEYS.items() if kind != "notification"} | {
    "path": frozenset({*METHODS, *PACKAGE_KEYS["path"], "$ref"})
}
_PROPERTIES: Final = frozenset(PACKAGE_KEYS["properties"])
_INSIDE: Final = {
    "contact": keys_inside("info", "contact"),
    "license": keys_inside("info", "license"),
    "externalDocs": keys_inside("root", "externalDocs"),
}


@rule(Severity.ERROR, code="ExtensionNameNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for such keys everywhere but in what a webhook sends, where the platform lets them pass."""
    for kind, at, raw in raw_parts(connector):
        known = _KNOWN.get(kind)
        if known is None:
            continue
        yield from _strangers(raw, known, at)
        for key, inside in _INSIDE.items():
            if isinstance(raw.get(key), dict):
                yield from _strangers(raw[key], inside, at / key)


def _strangers(raw: Raw, known: frozenset[str], at: Pointer) -> Iterator[Finding]:
    for key in raw:
        if key not in known and not key.startswith("x-"):
            yield Finding(at / key, f"`{key}` is not a key that the platform knows here", _hint(key, known))


def _hint(key: str, known: frozenset[str]) -> str:
    if key in _PROPERTIES:
        return "move it to apiProperties"
    if key in _KNOWN["root"]:
        return f"move it to {either([*(['an operation'] if key in _KNOWN['operation'] else []), 'the root'])}"
    if key in _OPENAPI_3:
        return _OPENAPI_3[key]
    likely = suggest(key, known)
    return f"did you mean {likely}?" if likely else "remove it, or write x- in front of an extension"


_OPENAPI_3: Final = {
    "nullable": "name it x-nullable, as Swagger 2.0 has no such key",
    "oneOf": "describe one of the schemas, or leave the type out, as Swagger 2.0 has no choice of schemas",
    "anyOf": "describe one of the schemas, or leave the type out, as Swagger 2.0 has no choice of schemas",
    "const": "write enum with the one value",
    "examples": "write example with one of them",
    "components": "move schemas to definitions and securitySchemes to securityDefinitions",
    "servers": "write host, basePath and schemes",
    "requestBody": "write a parameter with in: body",
    "content": "write its schema in the place of content",
}
"""Keys of OpenAPI 3, with what Swagger 2.0 has for them."""

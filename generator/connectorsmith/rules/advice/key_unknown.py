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

from collections.abc import Iterable, Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.language import vocabulary
from connectorsmith.language.vocabulary import Facets, Word
from connectorsmith.model import METHODS, Connector
from connectorsmith.rules.support.json_parts import CONTACT, DOCS, LICENSE, Raw, raw_parts
from connectorsmith.rules.support.phrases import either


def _keys(words: Iterable[Word], facets: Facets, *structure: str) -> frozenset[str]:
    return frozenset({*(one.key for one in words), *facets, *structure})


_SCHEMA: Final = _keys(
    vocabulary.SCHEMA, vocabulary.SCHEMA_FACETS, "required", "properties", "items", "additionalProperties", "allOf"
)
_LINKED: Final = ("schemes", "consumes", "produces", "security")
_KNOWN: Final = {
    "schema": _SCHEMA,
    "parameter": _SCHEMA | _keys(vocabulary.PARAMETER, {}, "schema"),
    "response": _keys(vocabulary.RESPONSE, vocabulary.RESPONSE_FACETS, "schema", "headers"),
    "operation": _keys(vocabulary.OPERATION, vocabulary.OPERATION_FACETS, "parameters", "responses", *_LINKED),
    "path": frozenset({*METHODS, "parameters", "$ref"}),
    "info": _keys(vocabulary.INFO, vocabulary.INFO_FACETS),
    "root": _keys(
        vocabulary.DEFINITION, vocabulary.DEFINITION_FACETS, "info", "paths", "definitions", "parameters", "responses"
    ),
}
_PROPERTIES: Final = _keys(vocabulary.PROPERTIES, {}, "connectionParameters", "policyTemplateInstances")
_INSIDE: Final = {"contact": CONTACT, "license": LICENSE, "externalDocs": DOCS}


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
                yield from _strangers(raw[key], frozenset(inside), at / key)


def _strangers(raw: Raw, known: frozenset[str], at: Pointer) -> Iterator[Finding]:
    for key in raw:
        if key not in known and not key.startswith("x-"):
            yield Finding(at / key, f"`{key}` is no key that the platform knows here", _hint(key, known))


def _hint(key: str, known: frozenset[str]) -> str:
    if key in _PROPERTIES:
        return "move it to apiProperties"
    if key in _KNOWN["root"]:
        return f"move it to {either([*(['an operation'] if key in _KNOWN['operation'] else []), 'the root'])}"
    likely = suggest(key, known)
    return f"did you mean {likely}?" if likely else "remove it, or write x- in front of an extension"

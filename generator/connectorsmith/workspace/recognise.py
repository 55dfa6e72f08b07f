"""Tell from its content what a foreign file is: a definition, an OpenAPI document, or something else by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

SWAGGER: Final = "swagger"
OPENAPI: Final = "openapi"
POSTMAN: Final = "postman"
PROPERTIES: Final = "properties"
INCOMPLETE: Final = "incomplete"
OTHER: Final = "other"


class Recognised(Struct, frozen=True):
    """What a value is: one of the kinds above, and its name in words."""

    kind: str
    name: str


_Test = Callable[[Mapping[str, Any]], bool]


def _has(*keys: str) -> _Test:
    return lambda value: all(key in value for key in keys)


def _begins(key: str, word: str) -> _Test:
    return lambda value: str(value.get(key, "")).startswith(word)


def _inside(key: str, inner: str) -> _Test:
    return lambda value: isinstance(value.get(key), dict) and inner in value[key]


_OTHERS: Final[Sequence[tuple[str, _Test]]] = (
    ("an AsyncAPI document", _has("asyncapi")),
    ("an Arazzo description", _has("arazzo")),
    ("an OpenRPC document", _has("openrpc")),
    ("an OpenAPI overlay", _has("overlay", "actions")),
    ("a HAR recording", _inside("log", "entries")),
    ("an Insomnia export", _begins("_type", "export")),
    ("an Insomnia export", _begins("type", "collection.insomnia")),
    ("a Google discovery document", _begins("kind", "discovery#")),
    ("an API Blueprint", _begins("element", "parseResult")),
    ("a GraphQL introspection result", _has("__schema")),
    ("a GraphQL introspection result", _inside("data", "__schema")),
    ("an OData description", _has("$Version", "$EntityContainer")),
    ("a Smithy model", _has("smithy", "shapes")),
    ("a Kubernetes manifest", _has("apiVersion", "kind")),
    ("a workflow of Logic Apps", _inside("definition", "triggers")),
    ("a spec of connectorsmith", _has("actions")),
    ("a spec of connectorsmith", _has("triggers")),
    ("a JSON Schema", _has("$schema")),
    ("a Swagger 1 description", _has("swaggerVersion")),
    ("a Postman environment", _has("_postman_variable_scope")),
    ("a Postman collection of version 1", _has("requests", "order")),
)
"""Values that are known and cannot become a connector, by their names."""
_XML: Final = r"(?:<\?xml[^>]{0,200}>\s*)?<(?:\w+:)?"
"""How the first element of an XML file begins, with or without a declaration and a prefix."""
_TEXTS: Final = {
    "a RAML description": re.compile(r"#%RAML"),
    "an API Blueprint": re.compile(r"FORMAT:\s*1A"),
    "a GraphQL schema": re.compile(
        r"(?:(?:#[^\n]*\n|\"\"\"[^\"]*\"\"\")\s*)*(?:extend\s+)?"
        r"(?:schema|type|interface|enum|input|scalar|directive)\s[^:]*\{"
    ),
    "a Protocol Buffers file": re.compile(r"syntax\s*=\s*[\"']proto"),
    "a WSDL description": re.compile(rf"{_XML}(?:definitions\b|description\s[^>]*/ns/wsdl\b)"),
    "a WADL description": re.compile(rf"{_XML}application\s[^>]*wadl\b"),
    "an OData description": re.compile(rf"{_XML}Edmx\b"),
    "an HTML page": re.compile(r"(?i)<!doctype html|<html\b"),
    "an XML file": re.compile(r"<\?xml|<\w"),
}
"""Texts that are known by how they begin."""


MARKS: Final = (
    *(
        f'"{key}"'.encode()
        for key in ("openapi", "openrpc", "asyncapi", "arazzo", "overlay", "log", "_type", "smithy", "apiVersion")
    ),
    *(b"_postman_id", b"getpostman", b"discovery#", b"parseResult", b"__schema", b"$EntityContainer"),
)
"""Bytes that a JSON file has if it may be something else than a definition or properties of a connector."""


_UNKNOWN: Final = "an object without the key openapi or swagger"
_OF_DEFINITIONS: Final = {"info", "paths", "host", "basePath", "definitions", "securityDefinitions"}
"""Keys by which an object without a version may be a definition that is not complete yet."""


def recognise(value: Any) -> Recognised:
    """What the value of a JSON or YAML file is."""
    if not isinstance(value, dict):
        return Recognised(OTHER, "a list" if isinstance(value, list) else "a text, not an object")
    if "openapi" in value:
        version = "null" if value["openapi"] is None else str(value["openapi"])
        return Recognised(OPENAPI if version.startswith("3.") else OTHER, f"an OpenAPI {version} document")
    if "swagger" in value or ("paths" in value and "info" in value):
        version = str(value.get("swagger", "2.0"))
        return Recognised(SWAGGER if version == "2.0" else OTHER, f"a Swagger {version} definition")
    info = value.get("info")
    if (
        "item" in value
        and isinstance(info, dict)
        and ("_postman_id" in info or "getpostman" in str(info.get("schema")))
    ):
        return Recognised(POSTMAN, "a Postman collection")
    if (
        isinstance(value.get("properties"), dict)
        and {"iconBrandColor", "connectionParameters"} & value["properties"].keys()
    ):
        return Recognised(PROPERTIES, "an apiProperties file")
    name = next((name for name, fits in _OTHERS if fits(value)), None)
    if name is None and value.keys() & _OF_DEFINITIONS:
        return Recognised(INCOMPLETE, _UNKNOWN)
    return Recognised(OTHER, name or _UNKNOWN)


def is_known(value: Any) -> bool:
    """Whether a value is one of those that are known by name and cannot become a connector."""
    return isinstance(value, dict) and any(fits(value) for _, fits in _OTHERS)


def recognise_text(text: str) -> str | None:
    """The name of what a text is that is neither JSON nor YAML; ``None`` if it is not known."""
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    return next((name for name, pattern in _TEXTS.items() if pattern.match(start)), None)

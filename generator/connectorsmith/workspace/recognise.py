"""Recognise the kind of a foreign file by its content: a definition, an OpenAPI document, or another known format."""

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
WRAPPER: Final = "collection"
"""The key of the object in which the API of Postman answers a collection."""


class Recognised(Struct, frozen=True):
    """The kind of a value, one of those above, and its name in words."""

    kind: str
    name: str


_Test = Callable[[Mapping[str, Any]], bool]


def _has(*keys: str) -> _Test:
    return lambda value: all(key in value for key in keys)


def _begins(key: str, word: str) -> _Test:
    return lambda value: str(value.get(key, "")).startswith(word)


def _inside(key: str, inner: str) -> _Test:
    return lambda value: isinstance(value.get(key), dict) and inner in value[key]


def _is_old_collection(value: Mapping[str, Any]) -> bool:
    """Whether a value is a Postman collection of version 1, whose requests are in one list beside the folders."""
    requests = value.get("requests")
    if not isinstance(requests, list) or "name" not in value:
        return False
    known = {"order", "folders", "folders_order", "owner"} & value.keys()
    return bool(known) or any(isinstance(one, dict) and {"url", "method"} <= one.keys() for one in requests)


def _is_wrapped(test: _Test) -> _Test:
    """A test that holds as well for what the API of Postman wraps into one more object."""
    return lambda value: test(value) or (isinstance(value.get(WRAPPER), dict) and test(value[WRAPPER]))


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
    ("a Postman collection of version 1", _is_wrapped(_is_old_collection)),
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
    """Recognise the value of a JSON or YAML file."""
    if not isinstance(value, dict):
        return Recognised(OTHER, "a list" if isinstance(value, list) else "a text, not an object")
    if "openapi" in value:
        version = "null" if value["openapi"] is None else str(value["openapi"])
        known = version == "3" or version.startswith("3.")
        return Recognised(OPENAPI if known else OTHER, f"an OpenAPI {version} document")
    if "swagger" in value or ("paths" in value and "info" in value):
        version = str(value.get("swagger", "2.0"))
        return Recognised(SWAGGER if version in ("2.0", "2") else OTHER, f"a Swagger {version} definition")
    if _is_collection(value) or _is_collection(value.get(WRAPPER)):
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


def _is_collection(value: Any) -> bool:
    """Whether a value is a Postman collection of version 2."""
    info = value.get("info") if isinstance(value, dict) else None
    known = isinstance(info, dict) and ("_postman_id" in info or "getpostman" in str(info.get("schema")))
    return known and "item" in value


def cure(value: Any) -> str:
    """The hint for a value that cannot be imported."""
    if isinstance(value, dict):
        if _is_wrapped(_is_old_collection)(value):
            return "open it in Postman, and export it as a collection of version 2.1"
        openapi, swagger = str(value.get("openapi", "")), str(value.get("swagger", ""))
        if openapi.startswith("2"):
            return 'did you mean `swagger: "2.0"`?'
        if "3" in openapi or swagger.startswith("3"):
            return 'did you mean `openapi: "3.0.3"`?'
        if "2" in swagger.partition(".")[0]:
            return 'did you mean `swagger: "2.0"`?'
    return "import an OpenAPI or Swagger description of the API, or a Postman collection"


def is_known(value: Any) -> bool:
    """Whether a value is of a known kind that cannot become a connector."""
    return isinstance(value, dict) and any(fits(value) for _, fits in _OTHERS)


def recognise_text(text: str) -> str | None:
    """The format of a text that is neither JSON nor YAML; ``None`` if it is not known."""
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    return next((name for name, pattern in _TEXTS.items() if pattern.match(start)), None)

"""Responses: one that succeeds with its schema, the errors, and their headers."""

from __future__ import annotations

import re
from typing import Any, Final

from connectorsmith.importers.openapi3.bodies import bare, chosen, response_schema
from connectorsmith.importers.openapi3.node import Node, shown
from connectorsmith.importers.openapi3.parameters import OF_ITEMS, NotSupportedError, carried
from connectorsmith.importers.openapi3.schemas import OUTPUT, Schemas
from connectorsmith.importers.openapi3.texts import label, plain_at

_CODE: Final = re.compile(r"[1-5][0-9]{2}")
_RANGE: Final = re.compile(r"(?i)[1-5]xx")
_HEADER_KEYS: Final = ("type", "format", "items", "enum", "default", "description", "x-ms-summary", "minimum",
                       "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
                       "pattern", "minItems", "maxItems", "uniqueItems")  # fmt: skip
"""Keywords of a schema that a header of Swagger 2.0 can have, https://spec.openapis.org/oas/v2.0#header-object."""


def responses(node: Node | None, schemas: Schemas) -> tuple[dict[str, Any], str | None]:
    """The responses by code, and the media type of the one that succeeds.

    Raises NotSupportedError if that has only media types that a connector cannot read.
    """
    made: dict[str, Any] = {}
    produces: str | None = None
    success = _success(node)
    for code, reference in node.members() if node is not None else ():
        if code.startswith("x-"):
            reference.lose("extension-dropped")
            continue
        written = _written_code(code, reference, success)
        if written is None or written in made:
            continue
        target = schemas.source.resolve(reference, "response")
        if target is None:
            continue
        if not target.is_object:
            target.lose("wrong-type")
            continue
        one, kind = _response(target, schemas, code == success, code == "default")
        made[written] = one
        produces = kind if code == success else produces
    return made, produces


def _success(node: Node | None) -> str | None:
    """The code whose values makers get: 200, 201, the lowest of 2xx, or a range."""
    codes = sorted(code for code, _ in (node.members() if node is not None else ()) if code.startswith("2"))
    return next((code for code in ("200", "201") if code in codes), codes[0] if codes else None)


def _written_code(code: str, node: Node, success: str | None) -> str | None:
    if _RANGE.fullmatch(code):
        if code != success:
            node.lose("response-range-dropped", None, code)
            return None
        node.lose("response-range", None, code, "200")
        return "200"
    if code != "default" and not _CODE.fullmatch(code):
        node.lose("key-dropped", None, code)
        return None
    if code.startswith("2") and code != success:
        node.lose("several-success-responses", None, f"the response {code} beside {success}")
    return code


def _response(node: Node, schemas: Schemas, success: bool, default: bool) -> tuple[dict[str, Any], str | None]:
    made: dict[str, Any] = {"description": plain_at(node, "description") or "OK"}
    content, kind = node.map("content"), None
    found = None
    try:
        found = chosen(content, "response-media-types") if content is not None else None
    except NotSupportedError as fault:
        if success:
            raise
        fault.node.lose("response-media-types", None, fault.found, "a response without a schema")
    if found is not None:
        kind, entry = bare(found[0]), found[1]
        schema = response_schema(entry, schemas, kind)
        if default and schema is not None:
            node.lose("default-response-schema", "content")
        elif schema is not None:
            made["schema"] = schema
    headers = _headers(node, schemas)
    if headers:
        made["headers"] = headers
    for name, link in (node.map("links") or Node({}, (), node.losses)).members():
        for one in (link, schemas.source.follow(link, "link")):
            if one is not None:
                one.lose("link-dropped", None, f"the link {name}")
    made |= node.kept_extensions()
    node.finish()
    return made, "application/json" if kind == "*/*" else kind


def _header_schema(header: Node, schema: dict[str, Any]) -> dict[str, Any]:
    """The keywords of a schema that go on a header; an example is reported as such."""
    if "example" in schema:
        header.lose("example-dropped", "schema", f"example: {shown(schema['example'])}")
    if "description" in schema and header.has("description"):
        header.lose("text-replaced", "schema", f"description: {shown(schema['description'])}")
    found = carried(header, {key: value for key, value in schema.items() if key != "example"}, _HEADER_KEYS)
    if "items" in found:
        found["items"] = carried(header, found["items"], OF_ITEMS, (*header.keys, "schema", "items"))
    return found


def _headers(node: Node, schemas: Schemas) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, reference in (node.map("headers") or Node({}, (), node.losses)).members():
        target = schemas.source.resolve(reference, "header")
        if target is None:
            continue
        if name.lower() == "content-type":
            reference.lose("ignored-header", None, f"header {name}")
            continue
        if not target.is_object:
            target.lose("wrong-type")
            continue
        schema: dict[str, Any] = {"type": "string"}
        if target.has("schema"):
            schema = schemas.whole(target.at("schema"), OUTPUT)
        elif not target.has("content"):
            target.lose("type-assumed", None, f"the header {name} without a schema", "the type string")
        items: dict[str, Any] = schema.get("items", {})
        if schema.get("type") in ("object", None) or "$ref" in items or items.get("type") in ("object", "array"):
            target.lose("response-header-dropped", None, f"the header {name}")
            continue
        one = {"x-ms-summary": label(name)} | _header_schema(target, schema)
        if description := plain_at(target, "description"):
            one["description"] = description
        made[name] = one
        for key in ("example", "examples"):
            if target.has(key):
                target.lose("example-dropped", key)
        target.finish()
    return made

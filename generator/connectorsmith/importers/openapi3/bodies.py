"""Request bodies to a body or to form parameters, in the media type that connectors can send best."""

from __future__ import annotations

import re
from typing import Any, Final

from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.parameters import KEPT, OF_ITEMS, NotSupportedError, carried
from connectorsmith.importers.openapi3.schemas import INPUT, OUTPUT, Schemas
from connectorsmith.importers.openapi3.texts import label, plain_at

_JSON: Final = re.compile(r"application/(?:[\w.+-]+\+)?json")
_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"
_FILE_FORMATS: Final = ("binary", "byte", "base64")
_CARRIED: Final = (*KEPT, "description")


def bare(media_type: str) -> str:
    """A media type without its parameters, in small letters."""
    return media_type.partition(";")[0].strip().lower()


def _rank(media_type: str) -> int:
    """How well a connector carries a media type; 0 is best, 9 is not at all."""
    kind = bare(media_type)
    if kind == "application/json":
        return 0
    if _JSON.fullmatch(kind) or kind == "*/*":
        return 1
    if kind in (_FORM, _MULTIPART):
        return 2 + (kind == _MULTIPART)
    if kind in ("application/octet-stream", "application/pdf") or kind.startswith(("image/", "audio/", "video/")):
        return 4
    if kind == "text/plain":
        return 5
    return 9 if kind == "text/event-stream" or kind.endswith("xml") else 6


def chosen(content: Node, loss: str) -> tuple[str, Node] | None:
    """The media type that a connector carries best, and what is written for it; the others are reported.

    ``None`` if there is none. Raises NotSupportedError if it can carry none of them.
    """
    found = [(name, content.at(name)) for name, _ in content.members()]
    if not found:
        return None
    name, node = min(found, key=lambda pair: _rank(pair[0]))
    if _rank(name) == 9:
        stream = bare(name) == "text/event-stream"
        raise NotSupportedError("event-stream" if stream else "media-type-not-supported", content, name)
    for other, one in found:
        if other != name:
            one.lose(loss, None, other, f"only {name}")
    return name, node


def body(node: Node, schemas: Schemas, method: str) -> tuple[list[dict[str, Any]], str | None]:
    """The parameters of a request body and the media type that is sent.

    Raises NotSupportedError for a body of GET or HEAD, and for media types that a connector cannot send.
    """
    target = schemas.source.resolve(node, "request body")
    if target is None:
        return [], None
    content = target.map("content") or Node({}, target.keys, target.losses, target.file)
    if method in ("get", "head") and content.value:
        raise NotSupportedError("body-on-get", target, f"a body of {method.upper()}")
    found = chosen(content, "body-media-types")
    required, description = target.flag("required"), plain_at(target, "description")
    name = target.raw("x-bodyName") or target.raw("x-codegen-request-body-name")
    target.finish()
    if found is None:
        return [], None
    media_type, entry = found
    kind = bare(media_type)
    schema = entry.at("schema") if entry.has("schema") else None
    _examples(entry, schemas)
    if kind in (_FORM, _MULTIPART) and description:
        target.lose("text-dropped", "description")
    if kind in (_FORM, _MULTIPART) and schema is not None:
        made = schemas.whole(schema, INPUT)
        if made.get("properties"):
            carried(entry, made, ("type", "properties", "required"))
            return _form(entry, made, schemas, required, kind == _MULTIPART), kind
        entry.lose("form-without-fields", "schema")
    if entry.has("encoding"):
        entry.lose("body-encoding", "encoding")
    entry.finish()
    if kind in (_FORM, _MULTIPART):
        return [], kind
    if schema is None and _rank(kind) < 4:
        entry.lose("type-assumed", None, "a body without a schema", "an object")
    whole = _body_schema(schema, schemas, kind)
    one: dict[str, Any] = {"name": name if isinstance(name, str) else "body", "in": "body", "schema": whole}
    if required:
        one["required"] = True
    if description:
        one["description"] = description
    return [one], "application/json" if kind == "*/*" else kind


def _body_schema(schema: Node | None, schemas: Schemas, kind: str) -> dict[str, Any]:
    if schema is None and kind == "text/plain":
        return {"type": "string"}
    made = schemas.convert(schema, INPUT) if schema is not None else {"type": "object"}
    return _bytes(schema, made) if _rank(kind) == 4 else made


def _bytes(schema: Node | None, made: dict[str, Any]) -> dict[str, Any]:
    """The schema of bytes, with the texts of what is written for them."""
    found = {"type": "string", "format": "binary"}
    if schema is None:
        return found
    texts = carried(schema, made, ("type", "format", "title", "description"), schema.keys)
    if made.get("type") != "string" or made.get("format") not in _FILE_FORMATS:
        schema.lose("type-assumed", None, "a schema without bytes", "bytes, as the media type says")
    return texts | found


def _examples(entry: Node, schemas: Schemas) -> None:
    for key in ("example", "examples"):
        if entry.has(key):
            entry.lose("example-dropped", key)
    for name, one in (entry.map("examples") or Node({}, (), entry.losses)).members():
        target = schemas.source.follow(one, "example")
        if target is not None and target is not one:
            target.lose("example-dropped", None, f"the example {name}")


def _form(
    entry: Node, schema: dict[str, Any], schemas: Schemas, required: bool, multipart: bool
) -> list[dict[str, Any]]:
    """One form parameter for each member of the body; files only in several parts."""
    if entry.has("encoding"):
        entry.lose("body-encoding", "encoding")
    entry.finish()
    if schema.get("required") and not required:
        entry.losses.add("form-not-required", (*entry.keys, "schema"), "required members", None, entry.file)
    made = []
    needed = {*schema.get("required", ())} if required else set()
    for name, member in schema["properties"].items():
        value = member
        if "$ref" in value:
            value = schemas.definition(value["$ref"].removeprefix("#/definitions/"))
        one: dict[str, Any] = {"name": name, "in": "formData"}
        if name in needed:
            one["required"] = True
        one["x-ms-summary"] = value.get("x-ms-summary") or label(name)
        made.append(one | _form_value(entry, name, value, multipart, schemas))
    return made


def _form_value(entry: Node, name: str, value: dict[str, Any], multipart: bool, schemas: Schemas) -> dict[str, Any]:
    items, place = value.get("items", {}), (*entry.keys, "schema", "properties", name)
    texts = {key: value[key] for key in ("description", "x-ms-visibility") if key in value}
    if multipart and value.get("format") in _FILE_FORMATS:
        carried(entry, value, ("type", "format", *texts), place)
        return {"type": "file"} | texts
    if multipart and value.get("type") == "array" and items.get("format") in _FILE_FORMATS:
        entry.losses.add("file-list", place, f"the list of files {name}", None, entry.file)
        return {"type": "file"} | texts
    if value.get("type") in ("object", None) or (value["type"] == "array" and items.get("type") in ("object", None)):
        entry.losses.add("form-member-as-text", place, f"the member {name}", None, entry.file)
        return {"type": "string"} | texts
    if value["type"] == "array":
        entry.losses.add("exploded-array", place, f"the array {name}", None, entry.file)
        value = value | {"items": carried(entry, items, OF_ITEMS, (*place, "items"))}
    return carried(entry, value, _CARRIED, place) | {key: value[key] for key in ("x-ms-visibility",) if key in value}


def response_schema(entry: Node, schemas: Schemas, kind: str) -> dict[str, Any] | None:
    """The schema of a response in its media type; files are bytes."""
    _examples(entry, schemas)
    found = schemas.convert(entry.at("schema"), OUTPUT) if entry.has("schema") else None
    entry.finish()
    return _bytes(entry.at("schema") if found is not None else None, found or {}) if _rank(kind) == 4 else found

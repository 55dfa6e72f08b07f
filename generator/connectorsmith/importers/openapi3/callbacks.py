"""Callbacks to webhook triggers: where the address of the callback goes, what it sends, and what unsubscribes it."""

from __future__ import annotations

import copy
import re
from typing import Any, Final

from connectorsmith.importers.openapi3.bodies import chosen, response_schema
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.parameters import NotSupportedError
from connectorsmith.importers.openapi3.schemas import Schemas
from connectorsmith.importers.openapi3.texts import plain

_IN_BODY: Final = re.compile(r"\{?\$request\.body#((?:/[^/{}]+)+)\}?")


def add_trigger(operation: Node, item: dict[str, Any], made: dict[str, Any], schemas: Schemas) -> None:
    """Make an operation with a callback a webhook trigger; what cannot be one is reported.

    ``item`` is the path item that gets the notification, ``made`` the operation that registers.
    """
    found = [
        (name, address, target)
        for name, reference in (operation.object("callbacks") or Node({}, (), operation.losses)).members()
        if (callback := schemas.source.follow(reference)) is not None
        for address, target in callback.members()
        if not address.startswith("x-")
    ]
    for number, (name, address, target) in enumerate(found):
        place = _IN_BODY.fullmatch(address)
        body = next((one for one in made.get("parameters", ()) if one["in"] == "body"), None)
        if number or place is None or body is None or not _mark(body, place[1].split("/")[1:], schemas):
            target.lose("callback-dropped", None, f"the callback {name} to {address}")
            continue
        payload = _payload(target, schemas)
        target.lose("callback-to-trigger", None, f"the callback {name}")
        made["x-ms-trigger"] = "single"
        item["x-ms-notification-content"] = {"description": plain(name), "schema": payload or {"type": "object"}}
        success = [one for code, one in made["responses"].items() if code.startswith("2")]
        if not any("location" in map(str.lower, one.get("headers", {})) for one in success):
            operation.lose("location-not-answered", "responses", "a registration without the header Location")


def _mark(body: dict[str, Any], names: list[str], schemas: Schemas) -> bool:
    """Mark the member that receives the address of the callback, required all the way; false if there is none.

    The schema of the body becomes a copy, since other operations may use the definition without a callback.
    """
    schema = _unfolded(body["schema"], schemas)
    if schema is None:
        return False
    body["schema"] = schema = copy.deepcopy(schema)
    body["required"] = True
    for number, name in enumerate(names):
        members = schema.get("properties", {})
        if name not in members:
            return False
        schema["required"] = list(dict.fromkeys([*schema.get("required", ()), name]))
        member = _unfolded(members[name], schemas)
        if member is None:
            return False
        members[name] = schema = copy.deepcopy(member)
        if number == len(names) - 1:
            schema |= {"x-ms-notification-url": True, "x-ms-visibility": "internal"}
    return True


def _unfolded(schema: dict[str, Any], schemas: Schemas) -> dict[str, Any] | None:
    for _ in range(10):
        if "$ref" not in schema:
            return schema
        schema = schemas.definition(schema["$ref"].removeprefix("#/definitions/"))
    return None


def _payload(target: Node, schemas: Schemas) -> dict[str, Any] | None:
    """The schema of what the service sends; it comes to the maker as an output."""
    method = next((one for name, one in target.members() if name in ("post", "put", "patch") and one.is_object), None)
    body = method.object("requestBody") if method is not None else None
    sent = schemas.source.follow(body) if body is not None else None
    content = sent.object("content") if sent is not None else None
    if content is None:
        return None
    try:
        found = chosen(content, "response-media-types")
    except NotSupportedError:
        return None
    return response_schema(found[1], schemas, found[0]) if found is not None else None

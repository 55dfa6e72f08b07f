"""Webhook triggers as callbacks: what the service sends to the address that a body has."""

from __future__ import annotations

from collections import deque
from typing import Any

from connectorsmith.exporters.openapi3.parameters import Parameters
from connectorsmith.importers.exported.marks import ADDED
from connectorsmith.importers.openapi3.losses import Keys

_MARK = "x-ms-notification-url"
_NAME = "notification"


def callbacks(operation: dict[str, Any], content: Any, keys: Keys, parameters: Parameters) -> dict[str, Any]:
    """The callbacks of an operation whose body has a place for an address; none for others.

    ``content`` is what the path item says of the notification, ``keys`` its place.
    """
    place = _address(operation, parameters)
    if place is None:
        return {}
    parameters.schemas.losses.add("webhook-as-callback", keys, f"the notification of {operation.get('operationId')}")
    described = content if isinstance(content, dict) else {}
    schema = described.get("schema")
    at = (*keys, "x-ms-notification-content", "schema")
    entry = {"schema": parameters.schemas.schema(schema, at)} if isinstance(schema, dict) else {}
    text = described.get("description")
    received = {"content": {"application/json": entry}} | ({"description": text} if isinstance(text, str) else {})
    answers = {"default": {"description": "The notification was received."}}
    address = "{$request.body#" + "".join("/" + _escaped(name) for name in place) + "}"
    return {_NAME: {address: {"post": {"requestBody": received, "responses": answers}}, ADDED: True}}


def _address(operation: dict[str, Any], parameters: Parameters) -> list[str] | None:
    """The names that lead to the address of the flow in the body, the shortest way."""
    given = operation.get("parameters")
    targets = [parameters.resolved(one) for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    schema = next((one.get("schema") for one in targets if one.get("in") == "body"), None)
    references = parameters.schemas.references
    waiting: deque[tuple[Any, list[str]]] = deque([(schema, [])])
    seen: set[int] = set()
    while waiting:
        one, names = waiting.popleft()
        if not isinstance(one, dict) or id(one) in seen:
            continue
        seen.add(id(one))
        if one.get(_MARK) is True and names:
            return names
        if "$ref" in one and references.schema(one["$ref"]) is not None:
            waiting.append((references.definition_of(one["$ref"]), names))
        members = one.get("properties")
        for name, member in members.items() if isinstance(members, dict) else ():
            waiting.append((member, [*names, name]))
        parts = one.get("allOf")
        waiting.extend((inner, names) for inner in (parts if isinstance(parts, list) else ()))
    return None


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")

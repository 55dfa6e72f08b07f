"""Callbacks to webhook triggers: where the address of the callback goes, what it sends, and what unsubscribes it."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from connectorsmith.importers.openapi3.bodies import chosen, response_schema
from connectorsmith.importers.openapi3.node import Node
from connectorsmith.importers.openapi3.parameters import NotSupportedError
from connectorsmith.importers.openapi3.schemas import Schemas
from connectorsmith.importers.openapi3.texts import LONGEST_SUMMARY, cut, label, pascal, plain
from connectorsmith.importers.openapi3.unions import combine, in_words
from connectorsmith.language.free_names import free_name

_METHODS: Final = ("post", "put", "patch")
"""Methods with which a service calls back."""
_IN_BODY: Final = re.compile(r"\{?\$request\.body#((?:/[^/{}]+)+)\}?")
_IN_CALL: Final = re.compile(r"\{?\$request\.(query|header)\.([^{}]+)\}?")
"""The address of a callback in the body, and in another part of the call, https://spec.openapis.org/oas/v3.1.1#runtime-expressions."""
_RECIPES: Final = {"query": "query", "header": "headers"}


class Trigger(Struct, frozen=True):
    """A webhook trigger that was made of an operation, with the place of that in the source."""

    path: str
    made: dict[str, Any]
    node: Node


class Webhook(Struct, frozen=True):
    """A webhook that no operation registers: its name, its texts, and the definition of what it sends."""

    name: str
    summary: str
    definition: str | None


def add_trigger(
    operation: Node, item: dict[str, Any], made: dict[str, Any], schemas: Schemas, path: str
) -> Trigger | None:
    """Make an operation with a callback a webhook trigger; what cannot be one is reported.

    ``item`` is the path item that gets the notification, ``made`` the operation that registers. Several callbacks to
    one address become one trigger.
    """
    found = [
        (name, address, target)
        for name, reference in (operation.map("callbacks") or Node({}, (), operation.losses)).members()
        if (callback := schemas.source.resolve(reference, "callback")) is not None
        for address, target in callback.members()
        if not address.startswith("x-")
    ]
    first = None
    sent: list[tuple[str, dict[str, Any] | None]] = []
    for name, address, target in found:
        place = _IN_BODY.fullmatch(address)
        body = next((one for one in made.get("parameters", ()) if one["in"] == "body"), None)
        if place is None or body is None or not _fits(first, address, body, place[1].split("/")[1:], schemas):
            reason = _why_not(address, first, body is not None)
            target.lose("callback-dropped", None, f"the callback {name} to {address}", f"nothing, since {reason}")
            continue
        if first is None and not _is_body_required(operation, schemas):
            operation.lose("callback-to-trigger", "requestBody", "a body that is not required", "a required body")
        first = address
        sent.append((name, _payload(target, schemas)))
        target.lose("callback-to-trigger", None, f"the callback {name}")
    if not sent:
        return None
    made["x-ms-trigger"] = "single"
    names = " or ".join(plain(name) for name, _ in sent)
    schema = _united([one for _, one in sent], schemas)
    item["x-ms-notification-content"] = {"description": names, "schema": schema}
    if len(sent) > 1:
        became = f"one trigger, whose notification is {in_words(schema)}"
        operation.lose("alternatives-merged", "callbacks", f"{len(sent)} callbacks to one address", became)
    return Trigger(path, made, operation)


def _is_body_required(operation: Node, schemas: Schemas) -> bool:
    body = operation.object("requestBody")
    found = schemas.source.follow(body, "request body") if body is not None else None
    return found is not None and found.is_object and found.value.get("required") is True


def _why_not(address: str, first: str | None, has_body: bool) -> str:
    """Why a callback does not become a trigger, and what the author can write where there is a way.

    The platform refuses its address outside of a body (NotificationUrlNotAllowedInThisPosition,
    https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
    """
    if found := _IN_CALL.fullmatch(address):
        recipe = f'{{{_RECIPES[found[1]]}: {{set: {{{found[2]}: "@body().callback_url"}}}}}}'
        script = f"script: [{recipe}, {{body: {{remove: [callback_url]}}}}]"
        return (
            f"the platform gives its address in bodies only; for a trigger, write callback: callback_url and {script} "
            f"in the place of the parameter {found[2]}"
        )
    if "{$request." in address and _IN_BODY.fullmatch(address) is None:
        return "the service adds to the address that it is given, and that of the platform takes no addition"
    if _IN_BODY.fullmatch(address) is None:
        return "the call that registers it does not say the address"
    if first is not None and first != address:
        return "a trigger has one address, and another callback has it"
    return "the body has no such member" if has_body else "the call that registers it has no JSON body"


def _fits(first: str | None, address: str, body: dict[str, Any], names: list[str], schemas: Schemas) -> bool:
    """Whether a callback belongs to the trigger: it is the first one that can, or has the address of that."""
    return _mark(body, names, schemas) if first is None else first == address


def _united(payloads: list[dict[str, Any] | None], schemas: Schemas) -> dict[str, Any]:
    """The schema of what several callbacks send."""
    if len(payloads) == 1:
        return payloads[0] or {"type": "object"}
    wholes = [_unfolded(one, schemas) if one is not None else None for one in payloads]
    return combine([copy.deepcopy(one) for one in wholes if one is not None]) if any(wholes) else {"type": "object"}


def name_unsubscribes(triggers: list[Trigger], paths: dict[str, Any]) -> dict[str, str]:
    """Find the operation that removes what a trigger registers: DELETE of its path with one variable more.

    It becomes internal, since the platform calls it. Returns the ids of these operations by those of the triggers.
    """
    found: dict[str, str] = {}
    for trigger in triggers:
        below = [path for path in paths if re.fullmatch(r"/\{[^{}/]+\}", path.removeprefix(trigger.path.rstrip("/")))]
        removing = [paths[path]["delete"] for path in below if "delete" in paths[path]]
        removing = [one for one in removing if sum(_is_required(two) for two in one.get("parameters", ())) == 1]
        success = [one for code, one in trigger.made["responses"].items() if code.startswith("2")]
        if len(removing) == 1:
            removing[0]["x-ms-visibility"] = "internal"
            found[trigger.made["operationId"]] = removing[0]["operationId"]
        if not any("location" in map(str.lower, one.get("headers", {})) for one in success):
            cure = f'; write script: [{{location: "{trigger.path}/@response().id"}}]' if removing else ""
            became = f"a trigger without the address that unsubscribes{cure}"
            trigger.node.lose(
                "location-not-answered", "responses", "a registration without the header Location", became
            )
    return found


def _is_required(parameter: dict[str, Any]) -> bool:
    return bool(parameter.get("required"))


def webhook(name: str, target: Node, schemas: Schemas) -> Webhook:
    """Keep the payload of a webhook as a definition, which a trigger of the author can use."""
    operation = next((one for key, one in target.members() if key in _METHODS and one.is_object), None)
    summary = plain((operation.text("summary") if operation is not None else None) or "") or label(name)
    payload = _payload(target, schemas)
    if payload is None:
        return Webhook(name, summary, None)
    if "$ref" in payload:
        return Webhook(name, summary, payload["$ref"].removeprefix("#/definitions/"))
    definition = free_name(pascal(name) + "Payload", schemas.definitions, schemas.numbers)
    schemas.definitions[definition] = payload
    return Webhook(name, summary, definition)


def stubs(webhooks: Sequence[Webhook]) -> tuple[str, ...]:
    """Lines of comments with a trigger for each webhook, which the author completes."""
    if not webhooks:
        return ()
    lines = ["Webhooks of the API. Complete call and callback with the operation that registers each one:", "triggers:"]
    for one in webhooks:
        lines += [f"  {pascal(one.name)}:", "    call: POST /…", f"    summary: {cut(one.summary, LONGEST_SUMMARY)}"]
        lines += ["    callback: …", *([f"    notification: {one.definition}"] if one.definition else [])]
    return tuple(f"# {line}" for line in lines)


def _mark(body: dict[str, Any], names: list[str], schemas: Schemas) -> bool:
    """Mark the member that receives the address of the callback, required all the way; false if there is none.

    The schema of the body becomes a copy, since other operations may use the definition without a callback.
    """
    body["schema"] = schema = copy.deepcopy(_unfolded(body["schema"], schemas))
    body["required"] = True
    for number, name in enumerate(names):
        members = schema.get("properties", {})
        if name not in members:
            return False
        schema["required"] = list(dict.fromkeys([*schema.get("required", ()), name]))
        members[name] = schema = copy.deepcopy(_unfolded(members[name], schemas))
        if number == len(names) - 1:
            schema |= {"x-ms-notification-url": True, "x-ms-visibility": "internal"}
    return True


def _unfolded(schema: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    """A schema, or the definition that it refers to, which is not a reference itself."""
    return schemas.definition(schema["$ref"].removeprefix("#/definitions/")) if "$ref" in schema else schema


def _payload(target: Node, schemas: Schemas) -> dict[str, Any] | None:
    """The schema of what the service sends; it comes to the maker as an output."""
    method = next((one for name, one in target.members() if name in _METHODS and one.is_object), None)
    body = method.object("requestBody") if method is not None else None
    sent = schemas.source.resolve(body, "request body") if body is not None else None
    content = sent.map("content") if sent is not None else None
    if content is None:
        return None
    try:
        found = chosen(content, "response-media-types")
    except NotSupportedError as fault:
        fault.node.lose("response-media-types", None, fault.found, "a notification without a schema")
        return None
    return response_schema(found[1], schemas, found[0]) if found is not None else None

"""``callback``: the body property that the platform fills with the address of the flow.

It stands for a first property ``{type: string, notification-url: true, visibility: internal}``, required all the
way up, https://learn.microsoft.com/connectors/custom-connectors/create-webhook-trigger.
"""

from __future__ import annotations

from typing import Any, Final

from connectorsmith.spec.forms import Form

CALLBACK: Final = "callback"
PROPERTY: Final = {"type": "string", "visibility": "internal", "notification-url": True, "required": True}


def expand_callback(path: str, body: Form) -> Form:
    """The body with the callback property that ``path`` (names joined by dots) stands for.

    Raises ``ValueError`` with the reason if the body has no place for it.
    """
    *parents, name = path.split(".")
    return {**_insert(body, parents, name), "required": True}


def _insert(form: Form, parents: list[str], name: str) -> Form:
    if not isinstance(form.get("properties", {}), dict) or "type" in form:
        raise ValueError("the body names a type; write its properties here so that the callback can be one of them")
    properties: dict[str, Any] = dict(form.get("properties", {}))
    if not parents:
        if name in properties:
            raise ValueError(f"the property {name} is written as well; `callback` writes it")
        return {**form, "properties": {name: dict(PROPERTY), **properties}}
    inner = properties.get(parents[0])
    if not isinstance(inner, dict):
        raise ValueError(f"the body has no property {parents[0]} with properties of its own")
    properties[parents[0]] = {**_insert(inner, parents[1:], name), "required": True}
    return {**form, "properties": properties}


def fold_callback(body: Form) -> str | None:
    """The name of the callback property, if a body's first property is exactly what ``callback`` writes.

    The property is taken out of ``body``.
    """
    properties = body.get("properties")
    if not isinstance(properties, dict) or body.get("required") is not True or "type" in body:
        return None
    name: str | None = next(iter(properties), None)
    if name is None or "." in name or properties[name] != PROPERTY:
        return None
    body["properties"] = {key: value for key, value in properties.items() if key != name}
    if not body["properties"]:
        del body["properties"]
    return name

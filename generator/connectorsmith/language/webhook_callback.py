"""``callback``: the body property that the platform fills with the address of the flow.

It represents a first property ``{type: string, notification-url: true, visibility: internal}``, required all the
way up, https://learn.microsoft.com/connectors/custom-connectors/create-webhook-trigger.
"""

from __future__ import annotations

from typing import Any, Final

from connectorsmith.diagnostics.excerpt import listed
from connectorsmith.language.yaml_forms import YamlForm

CALLBACK: Final = "callback"
PROPERTY: Final = {"type": "string", "visibility": "internal", "notification-url": True, "required": True}


class NoPlace(Exception):
    """Raised where a body has no place for the callback property; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def expand_callback(path: str, body: YamlForm) -> YamlForm:
    """The body with the callback property that ``path`` (names joined by dots) represents. Raises ``NoPlace``."""
    *parents, name = path.split(".")
    if not name or not all(parents):
        raise NoPlace("`callback` must name a property", "write its name, or a path such as subscription.url")
    return {**_insert(body, parents, name), "required": True}


def _insert(form: YamlForm, parents: list[str], name: str) -> YamlForm:
    for word in form.keys() & {"type", "schema"}:
        hint = "write its properties out; `callback` adds one to them"
        raise NoPlace(f"`callback` cannot add a property to a body that has `{word}`", hint)
    properties: dict[str, Any] = dict(form.get("properties", {}))
    if not parents:
        if name in properties:
            raise NoPlace(f'the property "{name}" is written in the body as well', "remove it: `callback` writes it")
        return {**form, "properties": {name: dict(PROPERTY), **properties}}
    inner = properties.get(parents[0])
    if not isinstance(inner, dict):
        there = f"; there is {listed(properties)}" if properties else ""
        hint = f"name a property that has properties of its own{there}"
        raise NoPlace(f'the body has no object "{parents[0]}"', hint)
    properties[parents[0]] = {**_insert(inner, parents[1:], name), "required": True}
    return {**form, "properties": properties}


def fold_callback(body: YamlForm) -> str | None:
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

"""What a collection has that no request needs: reported key by key, since only known keys are converted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import shown
from connectorsmith.importers.postman.address import address

_READ: Final = {
    "collection": {"info", "item", "auth", "variable", "event"},
    "folder": {"name", "item", "event"},
    "item": {"name", "request", "response", "event", "description"},
    "request": {"method", "url", "header", "body", "auth", "description"},
    "url": {"raw", "query", "variable", "host", "path", "protocol", "port"},
}
"""The keys of each kind of object that are converted, or reported where they are."""
_LOSSES: Final = {"description": "text-dropped", "auth": "security-of-operation"}
"""What the loss of a key that is not converted is, where it is more than a key."""
_DEEPEST: Final = 30


def report_left_out(collection: Mapping[str, Any], losses: Losses) -> None:
    """Report the keys that are not converted, the variables that nothing uses, and items without a request."""
    _report("collection", collection, (), losses)
    _report_values(collection, (), losses)
    text = json.dumps(collection, default=str)
    variables = collection.get("variable")
    for index, one in enumerate(variables if isinstance(variables, list) else ()):
        name = str(one.get("key") or one.get("id")) if isinstance(one, dict) else ""
        if isinstance(one, dict) and one.get("description"):
            losses.add("text-dropped", ("variable", index), f"description: {shown(one['description'])}")
        if f"{{{{{name}}}}}" not in text:
            losses.add("component-unused", ("variable", index), f"the variable {name}")
    for keys, item in _items(collection.get("item"), ("item",), 0):
        kind = "folder" if isinstance(item.get("item"), list) else "item"
        _report(kind, item, keys, losses)
        _report_values(item, keys, losses)
        request = item.get("request")
        if kind == "item" and "request" not in item:
            losses.add("key-dropped", keys, f"{item.get('name')}, which has no request")
        if isinstance(request, dict):
            _report("request", request, (*keys, "request"), losses)
            _report_values(request, (*keys, "request"), losses)
            if isinstance(request.get("url"), dict):
                _report("url", request["url"], (*keys, "request", "url"), losses)
                _report_variables(request["url"], (*keys, "request", "url"), losses)
            if item.get("description") and request.get("description"):
                losses.add("text-dropped", (*keys, "description"), f"description: {shown(item['description'])}")
        _report_answers(item.get("response"), (*keys, "response"), losses)


def _items(items: Any, keys: Keys, depth: int) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    """The folders and items with their places."""
    for index, item in enumerate(items if isinstance(items, list) and depth < _DEEPEST else ()):
        if isinstance(item, dict):
            yield (*keys, index), item
            yield from _items(item.get("item"), (*keys, index, "item"), depth + 1)


def _report(kind: str, value: Mapping[str, Any], keys: Keys, losses: Losses) -> None:
    for key in value:
        if key not in _READ[kind]:
            of_tools = key in ("id", "uid") or key.startswith("_")
            losses.add(
                "key-for-tools" if of_tools else _LOSSES.get(key, "key-dropped"),
                (*keys, key),
                f"{key}: {shown(value[key])}",
            )


def _report_variables(url: Mapping[str, Any], keys: Keys, losses: Losses) -> None:
    """Report the variables of a path that the path does not have."""
    path = address(url, {}).path
    variables = url.get("variable")
    for index, one in enumerate(variables if isinstance(variables, list) else ()):
        if isinstance(one, dict) and f"{{{one.get('key')}}}" not in path:
            losses.add("component-unused", (*keys, "variable", index), f"the variable {one.get('key')}")


def _report_values(owner: Mapping[str, Any], keys: Keys, losses: Losses) -> None:
    """Report the credentials of a sign-in, which are not copied."""
    auth = owner.get("auth")
    if isinstance(auth, dict) and auth.get(str(auth.get("type"))):
        losses.add("values-left-out", (*keys, "auth"), f"the values of {auth['type']}")


def _report_answers(answers: Any, keys: Keys, losses: Losses) -> None:
    """Report saved responses, of which a schema keeps the form alone."""
    for index, answer in enumerate(answers if isinstance(answers, list) else ()):
        name = answer.get("name") if isinstance(answer, dict) else None
        losses.add("example-dropped", (*keys, index), f"the saved response {name or index}")

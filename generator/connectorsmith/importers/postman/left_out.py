"""Parts of a collection that are not converted, reported key by key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import shown
from connectorsmith.importers.postman.address import address, beside_raw

_READ: Final = {
    "collection": {"info", "item", "auth", "variable", "event"},
    "info": {"name", "description", "version", "schema"},
    "version": {"major", "minor", "patch", "identifier"},
    "description": {"content"},
    "folder": {"name", "item", "event"},
    "item": {"name", "request", "response", "event", "description"},
    "request": {"method", "url", "header", "body", "auth", "description"},
    "url": {"raw", "query", "variable", "host", "path", "protocol", "port"},
    "entry": {"key", "value", "description", "disabled"},
    "variable": {"key", "value", "description"},
    "body": {"mode", "raw", "urlencoded", "formdata", "file", "graphql", "options", "disabled"},
    "field": {"key", "value", "description", "disabled", "type", "src", "contentType"},
    "graphql": {"query", "variables", "operationName"},
}  # fmt: skip  # a table
"""The keys of each kind of object that are converted, or reported where they are."""
_LOSSES: Final = {"description": "text-dropped", "auth": "security-of-operation"}
"""The losses of unconverted keys that are more than a key."""
_FOR_TOOLS: Final = {
    "collection": {"id", "uid"}, "folder": {"id", "uid"}, "item": {"id", "uid"},
    "description": {"type", "version"}, "entry": {"type", "name", "id", "uuid"},
    "field": {"id", "uuid", "name", "fileName"}, "variable": {"type", "name", "id", "system", "disabled"},
    "version": {"meta"},
}  # fmt: skip  # a table
"""Keys that only Postman itself needs, besides those with a leading underscore."""
_PLAIN: Final = {"type": ("text", "string", "any"), "disabled": (False,), "system": (False,)}
"""Values that say no more than a key that is missing."""
_DEEPEST: Final = 30


def report_left_out(collection: Mapping[str, Any], losses: Losses) -> None:
    """Report the keys that are not converted, the variables that nothing uses, and items without a request."""
    _report("collection", collection, (), losses)
    _report_values(collection, (), losses)
    info = collection.get("info")
    if isinstance(info, dict):
        _report("info", info, ("info",), losses)
        _report("version", info.get("version"), ("info", "version"), losses)
    _report_unused(collection, losses)
    for keys, item in _items(collection.get("item"), ("item",), 0):
        kind = "folder" if isinstance(item.get("item"), list) else "item"
        _report(kind, item, keys, losses)
        _report_values(item, keys, losses)
        if kind == "item" and "request" not in item:
            losses.add("key-dropped", keys, f"{item.get('name')}, which has no request")
        if isinstance(item.get("request"), dict):
            _report_request(item, item["request"], (*keys, "request"), losses)
        _report_answers(item.get("response"), (*keys, "response"), losses)


def _report_unused(collection: Mapping[str, Any], losses: Losses) -> None:
    """Report the variables of a collection that nothing uses, and their texts."""
    text = json.dumps(collection, default=str)
    _report_each("variable", collection.get("variable"), ("variable",), losses)
    variables = collection.get("variable")
    for index, one in enumerate(variables if isinstance(variables, list) else ()):
        name = str(one.get("key") or one.get("id")) if isinstance(one, dict) else ""
        if isinstance(one, dict) and one.get("description"):
            losses.add("text-dropped", ("variable", index, "description"), f"description: {shown(one['description'])}")
        if f"{{{{{name}}}}}" not in text:
            losses.add("component-unused", ("variable", index), f"the variable {name}")


def _report_request(item: Mapping[str, Any], request: Mapping[str, Any], keys: Keys, losses: Losses) -> None:
    """Report what a request has besides what is sent, in each of its parts."""
    _report("request", request, keys, losses)
    _report_values(request, keys, losses)
    _report_each("entry", request.get("header"), (*keys, "header"), losses)
    if item.get("description") and request.get("description"):
        losses.add("text-dropped", (*keys[:-1], "description"), f"description: {shown(item['description'])}")
    url, body = request.get("url"), request.get("body")
    if isinstance(url, dict):
        _report("url", url, (*keys, "url"), losses)
        for key in beside_raw(url):
            losses.add("key-dropped", (*keys, "url", key), f"{key}: {shown(url[key])}, which the address lacks")
        _report_each("entry", url.get("query"), (*keys, "url", "query"), losses)
        _report_each("variable", url.get("variable"), (*keys, "url", "variable"), losses)
        _report_variables(url, (*keys, "url"), losses)
    if isinstance(body, dict):
        _report("body", body, (*keys, "body"), losses)
        _report("graphql", body.get("graphql"), (*keys, "body", "graphql"), losses)
        for mode in ("urlencoded", "formdata"):
            _report_each("field", body.get(mode), (*keys, "body", mode), losses)


def _items(items: Any, keys: Keys, depth: int) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    """The folders and items with their places."""
    for index, item in enumerate(items if isinstance(items, list) and depth < _DEEPEST else ()):
        if isinstance(item, dict):
            yield (*keys, index), item
            yield from _items(item.get("item"), (*keys, index, "item"), depth + 1)


def _report_each(kind: str, entries: Any, keys: Keys, losses: Losses) -> None:
    for index, one in enumerate(entries if isinstance(entries, list) else ()):
        _report(kind, one, (*keys, index), losses)


def _report(kind: str, value: Any, keys: Keys, losses: Losses) -> None:
    """Report the keys of an object that are not converted; other values have none."""
    if not isinstance(value, dict):
        return
    for key, one in value.items():
        if key in _READ[kind]:
            if key == "description" and kind != "description":
                _report("description", one, (*keys, key), losses)
            continue
        if one in _PLAIN.get(key, ()) or (key in ("id", "name") and one == value.get("key")):
            continue
        of_tools = key in _FOR_TOOLS.get(kind, ()) or str(key).startswith("_")
        name = "key-for-tools" if of_tools else _LOSSES.get(key, "key-dropped")
        losses.add(name, (*keys, key), f"{key}: {shown(one)}")


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

"""The parameters of requests: variables of the path, the query and headers, with the first value as an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.postman.address import text_of
from connectorsmith.importers.postman.headers import headers_of
from connectorsmith.importers.postman.infer import scalar
from connectorsmith.importers.postman.request import PostmanRequest

_OWN_HEADERS: Final = ("content-type", "accept", "authorization", "user-agent", "host")
"""Headers that the platform sends itself; the one of the media type is that of the body."""
_Found = dict[tuple[str, str], dict[str, Any]]


def parameters(requests: Sequence[PostmanRequest], losses: Losses) -> list[dict[str, Any]]:
    """The parameters of requests with the same method and path; the values of headers are reported, and not copied."""
    found: _Found = {}
    for one in requests:
        path = one.address.path
        for name in [part.partition("}")[0] for part in path.split("{")[1:]]:
            value, text = one.address.values.get(name, ""), one.address.texts.get(name, "")
            found.setdefault(("path", name), _parameter("path", name, value, text) | {"required": True})
        for number, query in enumerate(one.address.query):
            if not query.get("key"):
                losses.add("key-dropped", (*one.keys, "request", "url", "query", number), "a parameter without a name")
            _add(found, "query", query)
        _headers(one, found, losses)
    return list(found.values())


def _headers(one: PostmanRequest, found: _Found, losses: Losses) -> None:
    """Add the headers of a request; values may be credentials, and are not copied."""
    at: Keys = (*one.keys, "request", "header")
    for header in headers_of(one.request):
        if str(header.get("key")).lower() not in _OWN_HEADERS:
            _add(found, "header", header)
    if isinstance(one.request.get("header"), str):
        losses.add("values-left-out", at, "the values of the headers")
        return
    for number, header in enumerate(headers_of(one.request)):
        name = str(header.get("key") or "")
        if not name:
            losses.add("key-dropped", (*at, number), "a header without a name")
        elif name.lower() in _OWN_HEADERS and name.lower() != "authorization":
            if name.lower() != "content-type" or not one.request.get("body"):
                losses.add("ignored-header", (*at, number), f"header {name}")
        elif header.get("value"):
            losses.add("values-left-out", (*at, number), f"the value of the header {name}")


def _add(found: _Found, place: str, entry: Mapping[str, Any]) -> None:
    name = str(entry.get("key") or "")
    if name and (place, name) not in found:
        made = _parameter(place, name, str(entry.get("value") or ""), text_of(entry.get("description")))
        found[place, name] = made | ({"x-ms-visibility": "advanced"} if entry.get("disabled") else {})


def _parameter(place: str, name: str, value: str, text: str) -> dict[str, Any]:
    plain = value if "{{" not in value else ""
    made: dict[str, Any] = {"name": name, "in": place, "schema": scalar(plain) if place != "path" else scalar("")}
    made |= {"description": text} if text else {}
    return made | ({"example": plain} if plain and place != "header" else {})

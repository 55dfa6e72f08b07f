"""The body of requests: raw text, forms, files and GraphQL, in the media type that the first of them has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from connectorsmith.importers.openapi3.losses import Keys, Losses
from connectorsmith.importers.openapi3.node import shown
from connectorsmith.importers.postman.address import text_of
from connectorsmith.importers.postman.headers import headers_of
from connectorsmith.importers.postman.infer import infer, sample, scalar
from connectorsmith.importers.postman.raw_body import raw_body
from connectorsmith.importers.postman.request import PostmanRequest

_MODES: Final = ("raw", "urlencoded", "formdata", "file", "graphql")
_LANGUAGES: Final = {"json": "application/json", "xml": "application/xml", "html": "text/html"}
"""Media types by the languages that the editor of Postman has for raw bodies."""


def body(requests: Sequence[PostmanRequest], losses: Losses) -> dict[str, Any] | None:
    """The body of several requests in one media type, that of the first one; what is not sent is reported."""
    sent = []
    for one in requests:
        found = one.request.get("body")
        if isinstance(found, dict) and _is_sent(found, (*one.keys, "request", "body"), losses):
            sent.append((one, found))
    if not sent:
        return None
    first, described = sent[0]
    mode = described["mode"]
    bodies = [found[mode] for _, found in sent if found["mode"] == mode]
    place = (*first.keys, "request", "body")
    if mode == "raw":
        return raw_body(bodies, _media_type(first, described), place, losses)
    losses.add("schema-inferred", place, f"the body of {len(bodies)} request{'s' * (len(bodies) != 1)}")
    if mode in ("urlencoded", "formdata"):
        kind = "application/x-www-form-urlencoded" if mode == "urlencoded" else "multipart/form-data"
        _report_parts(described[mode], (*place, mode), losses)
        return {"content": {kind: {"schema": _form(bodies)}}}
    if mode == "graphql":
        return {"content": {"application/json": {"schema": _graphql(bodies)}}}
    losses.add("key-for-tools", (*place, mode), f"{mode}: {shown(described[mode])}")
    return {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


def _is_sent(body: Mapping[str, Any], keys: Keys, losses: Losses) -> bool:
    """Whether Postman sends a body; one that is disabled, and what is there for another mode, is reported."""
    mode = body.get("mode")
    if body.get("disabled"):
        losses.add("key-dropped", keys, "a body that is disabled")
        return False
    for other in _MODES:
        if other != mode and body.get(other):
            losses.add("key-dropped", (*keys, other), f"{other}: {shown(body[other])}, beside the mode {mode}")
    return mode in _MODES and bool(body.get(mode))


def _media_type(request: PostmanRequest, body: Mapping[str, Any]) -> str:
    """The media type of a raw body: that of its header, else that of its language in the editor of Postman."""
    for header in headers_of(request.request):
        if str(header.get("key", "")).lower() == "content-type" and "{{" not in str(header.get("value")):
            return str(header.get("value") or "").partition(";")[0].strip().lower()
    options = body.get("options")
    raw = options.get("raw") if isinstance(options, dict) else None
    return _LANGUAGES.get(str(raw.get("language")), "") if isinstance(raw, dict) else ""


def _report_parts(parts: Any, keys: Keys, losses: Losses) -> None:
    """Report what a field of a form cannot keep: a content type of its own, the files of the author, a missing name."""
    for index, part in enumerate(parts if isinstance(parts, list) else ()):
        at = (*keys, index)
        if not isinstance(part, dict) or not part.get("key"):
            losses.add("key-dropped", at, "a field without a name")
        if not isinstance(part, dict):
            continue
        if part.get("contentType"):
            losses.add("body-encoding", (*at, "contentType"), f"contentType: {part['contentType']}")
        if isinstance(part.get("src"), list) and len(part["src"]) > 1:
            losses.add("file-list", (*at, "src"), f"{len(part['src'])} files in {part.get('key')}")
        elif part.get("src"):
            losses.add("key-for-tools", (*at, "src"), f"src: {shown(part['src'])}")


def _form(bodies: list[Any]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for entry in (one for body in bodies if isinstance(body, list) for one in body if isinstance(one, dict)):
        name = str(entry.get("key") or "")
        if name and name not in members:
            file = entry.get("type") == "file"
            members[name] = {"type": "string", "format": "binary"} if file else scalar(str(entry.get("value") or ""))
            text = text_of(entry.get("description"))
            members[name] |= {"description": text} if text else {}
            members[name] |= {"x-ms-visibility": "advanced"} if entry.get("disabled") else {}
    return {"type": "object", "properties": members}


def _graphql(bodies: list[Any]) -> dict[str, Any]:
    """The schema of a call of GraphQL; a query that all requests have is filled in."""
    found = [one for one in bodies if isinstance(one, dict)]
    members: dict[str, Any] = {"query": {"type": "string"}, "variables": {"type": "object"}}
    if any(one.get("operationName") for one in found):
        members["operationName"] = {"type": "string"}
    for name in members.keys() - {"variables"}:
        texts = {one[name] for one in found if isinstance(one.get(name), str) and one[name]}
        members[name] |= {"default": texts.pop()} if len(texts) == 1 else {}
    try:
        samples = [sample(str(one["variables"])) for one in found if one.get("variables")]
    except ValueError:
        samples = []
    known = infer(samples)
    return {"type": "object", "properties": members | ({"variables": known} if known.get("properties") else {})}

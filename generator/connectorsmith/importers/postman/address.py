"""Addresses of requests: the server, the path with its variables, and the query."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

_VARIABLE: Final = re.compile(r"\{\{([^{}]{1,100})\}\}")
_DEEPEST: Final = 5
"""Variables that may stand for each other."""


class Address(Struct, frozen=True):
    """Where a request goes: the server with variables in braces, the path with its variables, and the query."""

    server: str
    path: str
    query: tuple[Mapping[str, Any], ...]
    texts: Mapping[str, str]
    """Descriptions of the variables of the path."""
    values: Mapping[str, str]
    """Values of the variables of the path, as samples."""


def address(url: Any, values: Mapping[str, str]) -> Address:
    """The address of a request; ``values`` are those of the collection's variables, which stand at the start."""
    raw = url if isinstance(url, str) else _raw(url) if isinstance(url, dict) else ""
    server, path = _split(raw.partition("?")[0].partition("#")[0], values)
    query = url.get("query") if isinstance(url, dict) else None
    found = [one for one in query if isinstance(one, dict)] if isinstance(query, list) else _query(raw)
    variables = url.get("variable") if isinstance(url, dict) else None
    known = [one for one in variables if isinstance(one, dict)] if isinstance(variables, list) else []
    texts = {str(one.get("key")): text_of(one.get("description")) for one in known}
    samples = {str(one.get("key")): str(one.get("value") or "") for one in known}
    return Address(server, path, tuple(found), texts, samples)


def _raw(url: Mapping[str, Any]) -> str:
    if isinstance(url.get("raw"), str):
        return str(url["raw"])
    protocol = f"{url['protocol']}://" if url.get("protocol") else ""
    port = f":{url['port']}" if url.get("port") else ""
    return f"{protocol}{_joined(url.get('host'), '.')}{port}/{_joined(url.get('path'), '/').lstrip('/')}"


def beside_raw(url: Mapping[str, Any]) -> list[str]:
    """The parts of an address that its raw text does not have, so that they are not used."""
    raw = url.get("raw")
    if not isinstance(raw, str):
        return []
    written = {"protocol": str(url.get("protocol") or ""), "port": str(url.get("port") or "")}
    written |= {"host": _joined(url.get("host"), "."), "path": _joined(url.get("path"), "/").strip("/")}
    return [key for key, text in written.items() if text not in raw and key in url]


def _joined(parts: Any, by: str) -> str:
    """A host or a path, which is a text or a list of texts and objects with a value."""
    if isinstance(parts, list):
        return by.join(str(one.get("value", "")) if isinstance(one, dict) else str(one) for one in parts)
    return parts if isinstance(parts, str) else ""


def _split(text: str, values: Mapping[str, str]) -> tuple[str, str]:
    """The server and the path; a variable at the start that is known is the server, with the path that it has."""
    server, path = "", text
    for _ in range(_DEEPEST):
        first = _VARIABLE.match(path)
        if first is None or server or not values.get(first[1]):
            break
        value = values[first[1]].rstrip("/")
        server, path = ("", value + path[first.end() :]) if _VARIABLE.match(value) else (value, path[first.end() :])
    if not server:
        start = re.match(r"(?:\w+://)?[^/]*", path)
        server = start[0] if start else ""
        path = path[len(server) :]
    if "://" not in server and server:
        server = f"https://{server}"
    segments = [_segment(one) for one in path.split("/") if one]
    return _VARIABLE.sub(r"{\1}", server), "/" + "/".join(segments)


def _segment(text: str) -> str:
    text = re.sub(r"^:(\w(?:[\w-]*\w)?)", r"{\1}", text)
    return _VARIABLE.sub(r"{\1}", text)


def _query(raw: str) -> list[dict[str, Any]]:
    text = raw.partition("?")[2].partition("#")[0]
    pairs = [one.partition("=") for one in text.split("&") if one]
    return [{"key": key, "value": value} for key, _, value in pairs]


def text_of(description: Any) -> str:
    """A description, which is a text or an object with one."""
    if isinstance(description, dict):
        description = description.get("content")
    return description if isinstance(description, str) else ""

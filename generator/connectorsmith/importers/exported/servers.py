"""The servers of an exported document as host, base path and schemes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from connectorsmith.importers.exported.marks import ADDED


def address_of(servers: Any) -> dict[str, Any]:
    """The keys ``host``, ``basePath`` and ``schemes`` of the servers that export has not added."""
    urls = [
        one["url"] for one in (servers if isinstance(servers, list) else ())
        if isinstance(one, dict) and isinstance(one.get("url"), str) and ADDED not in one
    ]  # fmt: skip
    if not urls:
        return {}
    try:
        parts = [urlsplit(url) for url in urls]
    except ValueError:
        return {}
    made: dict[str, Any] = {}
    if parts[0].netloc:
        made |= {"host": parts[0].netloc, "schemes": [one.scheme for one in parts if one.scheme]}
    if parts[0].path:
        made["basePath"] = parts[0].path
    return made

"""``set-header``: set a header of the request, or of the answer.

Source: https://learn.microsoft.com/azure/api-management/set-header-policy, to which the template corresponds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.expressions import Scope
from connectorsmith.runtime.message import Headers, added_header, header, with_header, without_header

PHASES: Final = frozenset({PolicyPhase.REQUEST, PolicyPhase.RESPONSE, PolicyPhase.FAILURE})
_FIXED: Final = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding"})
_SEPARATE: Final = frozenset(
    {
        *("user-agent", "www-authenticate", "proxy-authenticate", "cookie", "set-cookie", "warning", "date"),
        *("expires", "if-modified-since", "if-unmodified-since", "last-modified", "retry-after"),
    }
)
"""Headers whose values are not joined with commas."""


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Set the header ``name`` to ``value``; ``exists`` says what happens if it is there: override, skip or append."""
    scope = Scope(exchange)
    name = scope.text(arguments["name"])
    if name.lower() in _FIXED:
        return f"the header {name} cannot be changed"
    in_request = exchange.phase is PolicyPhase.REQUEST or exchange.response is None
    headers = exchange.message.headers
    old = header(headers, name)
    action = str(arguments.get("exists") or "override").lower()
    if old is not None and action == "skip":
        return f"the header {name} is there already"
    value = scope.text(arguments["value"])
    changed = _set(exchange, headers, name, value, old if action == "append" else None)
    if in_request:
        exchange.request = replace(exchange.request, headers=changed)
    elif exchange.response is not None:
        exchange.response = replace(exchange.response, headers=changed)
    return ""


def _set(exchange: Exchange, headers: Headers, name: str, value: str, old: str | None) -> Headers:
    if value == "" and old is None and exchange.choose("empty-header") == "drop":
        return without_header(headers, name)
    if old is None:
        return with_header(headers, name, value)
    if name.lower() in _SEPARATE:
        return added_header(headers, name, value)
    return with_header(headers, name, f"{old},{value}")

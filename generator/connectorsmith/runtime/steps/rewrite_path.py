"""``rewrite-path``: send the request to another path of the same service.

Source: https://learn.microsoft.com/azure/api-management/rewrite-uri-policy, to which the template corresponds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.expressions import Scope
from connectorsmith.runtime.url import legal, merged

PHASES: Final = frozenset({PolicyPhase.REQUEST})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Replace the path by ``path``, in which ``{id}`` is a path parameter; query parameters of the call are kept."""
    path, _, query = legal(Scope(exchange).path(arguments["path"])).partition("?")
    old = exchange.request.query
    if merged(query, old) != query and exchange.choose("route-query") == "keep":
        query = merged(query, old)
    path = path if path.startswith("/") else f"/{path}"
    exchange.request = replace(exchange.request, path=path, query=query)
    return ""

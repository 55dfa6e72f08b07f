"""``set-host``: send the request to another address; scheme, host and base path are replaced together.

Source: https://learn.microsoft.com/azure/api-management/set-backend-service-policy, and what published connectors need.
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
    """Replace the address of the service by ``url``; a query in it comes before that of the call."""
    service, mark, query = legal(Scope(exchange).text(arguments["url"]).strip()).partition("?")
    note = ""
    if "://" not in service:
        service, note = f"https://{service}", "the address has no scheme, https is taken"
    elif "://" in service.partition("://")[2]:
        note = "the address has two schemes: the value of an expression has one of its own"
    own = exchange.request.query
    exchange.request = replace(exchange.request, service=service.rstrip("/"), query=merged(query, own) if mark else own)
    return note

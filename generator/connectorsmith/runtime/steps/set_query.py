"""``set-query``: set a query parameter of the request.

Source: https://learn.microsoft.com/azure/api-management/set-query-parameter-policy, to which the template corresponds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.expressions import Scope
from connectorsmith.runtime.url import value_in, with_value

PHASES: Final = frozenset({PolicyPhase.REQUEST})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Set the parameter ``name`` to ``value``; ``exists`` is override, skip or append and counts if it is there."""
    scope = Scope(exchange)
    name = scope.text(arguments["name"])
    query = exchange.request.query
    there = value_in(query, name) is not None
    action = str(arguments.get("exists") or "override").lower()
    if there and action == "skip":
        return f"the query parameter {name} is there already"
    value = scope.text(arguments["value"])
    if there and action == "append":
        joined = exchange.choose("query-append") == "join"
        query = with_value(query, name, value, joined_with="," if joined else None, repeat=not joined)
    else:
        query = with_value(query, name, value)
    exchange.request = replace(exchange.request, query=query)
    return ""

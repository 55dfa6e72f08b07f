"""``set-method``: send the request with another method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase
from connectorsmith.runtime.expressions import Scope

PHASES: Final = frozenset({PolicyPhase.REQUEST})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Replace the method by ``method``; without one the method of the call counts again."""
    written = arguments.get("method")
    method = Scope(exchange).text(written).upper() if written else exchange.around.method
    exchange.request = replace(exchange.request, method=method)
    return ""

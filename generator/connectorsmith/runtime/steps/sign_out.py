"""``sign-out``: mark the connection as signed out where the service answers with a status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, PolicyPhase

PHASES: Final = frozenset({PolicyPhase.RESPONSE})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Mark the connection if the status of the answer is ``status``."""
    if exchange.response is None or exchange.response.status != arguments["status"]:
        return f"the status is not {arguments['status']}"
    exchange.signed_out = True
    return "the connection counts as signed out"

"""``count``: count a call against a limit of the connector, for each connection.

The answer past the limit is that of https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json
from connectorsmith.runtime.exchange import Exchange, Fault, PolicyPhase
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.platform_limit import OPTION, PLATFORM_LIMIT

PHASES: Final = frozenset({PolicyPhase.LIMIT})


async def apply(exchange: Exchange, arguments: Mapping[str, Json]) -> str:
    """Let ``calls`` calls through in ``period`` seconds; a ``name`` that speaks of triggers counts polls only."""
    name, calls, period = str(arguments["name"]), int(arguments["calls"]), float(arguments["period"])
    if "trigger" in name.lower() and not exchange.around.polling:
        return "only polling triggers are counted"
    wait = await exchange.around.count(name, calls, period)
    if wait is None:
        return f"at most {calls} calls in {period:g} seconds"
    if name == PLATFORM_LIMIT.name:
        exchange.choose(OPTION)
    response = refusal(max(1, math.ceil(wait)), exchange)
    raise Fault(429, f"{calls} calls in {period:g} seconds have passed", response)


def refusal(seconds: int, exchange: Exchange) -> Response:
    """The answer to a call past the limit, white space included."""
    exchange.choose("limit-algorithm")
    word = "second" if seconds == 1 and exchange.choose("limit-text") == "singular" else "seconds"
    message = json.dumps(f"Rate limit is exceeded. Try again in {seconds} {word}.")
    body = f'{{ "statusCode": 429, "message": {message} }}'.encode()
    headers = (("Content-Type", "application/json"), ("Retry-After", str(seconds)), ("Content-Length", str(len(body))))
    return Response(429, headers, body)

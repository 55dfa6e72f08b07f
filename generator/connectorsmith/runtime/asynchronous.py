"""Actions that take long: 202 with a Location, which the engine of flows asks for until the result is there.

Source: https://github.com/MicrosoftDocs/azure-docs, logic-apps-create-api-app.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from msgspec import Struct

from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.links import follow_link
from connectorsmith.runtime.message import Response, header

SECONDS: Final = 20.0
"""Seconds between two requests where the answer names none."""
LONGEST: Final = 86_400.0
"""Seconds of the longest wait of a flow, https://learn.microsoft.com/power-automate/limits-and-config."""
Wait = Callable[[float], Awaitable[None]]


class Outcome(Struct, frozen=True):
    """The last result, and those before it; ``reason`` says why it is the last where it is a 202."""

    result: Result
    earlier: tuple[Result, ...] = ()
    reason: str | None = None


async def execute_to_the_end(gateway: Gateway, call: Call, wait: Wait, most: int = 1_000) -> Outcome:
    """Run an action and follow its Location until the answer is not 202, ``most`` times. Raises as ``execute`` does."""
    result = await execute(gateway, call)
    earlier: list[Result] = []
    location: str | None = None
    while result.response.status == 202:
        location = header(result.response.headers, "Location") or location
        if location is None:
            return Outcome(result, tuple(earlier), "the 202 has no Location, so this is the result")
        if len(earlier) == most:
            return Outcome(result, tuple(earlier), f"the result is not there after {most} requests")
        await wait(retry_after(result.response, SECONDS))
        earlier.append(result)
        result = await follow_link(gateway, location, call.client, "poll")
    return Outcome(result, tuple(earlier))


def retry_after(response: Response, otherwise: float) -> float:
    """The seconds that an answer asks to wait, a day at most; a date is not understood, as in API Management."""
    value = (header(response.headers, "Retry-After") or "").strip()
    return min(float(value), LONGEST) if value.isascii() and value.isdigit() else otherwise

"""The addresses that flows are notified at: a notification is checked against its schema, and kept for who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Json
from connectorsmith.runtime.gateway import Gateway
from connectorsmith.runtime.message import Request, Response, read
from connectorsmith.runtime.triggers import REGISTRATION, Notified, notify
from connectorsmith.server.error_answers import error_answer
from connectorsmith.source.json.read import decode_json

PREFIX: Final = "callbacks"
"""The first part of the path of such an address; the key of the flow follows."""

Arrived = Callable[[str, Json, Notified], None]


def misfit_texts(notified: Notified) -> list[str]:
    """The schema mismatches of a notification: ``body/order/id is integer, not string``."""
    return [f"{'/'.join(map(str, ('body', *one.path)))} {one.message}" for one in notified.misfits]


class Callbacks:
    """Takes notifications. ``gateways`` are by connector and connection; ``arrived`` gets each notification."""

    def __init__(self, gateways: Mapping[tuple[str, str], Gateway], arrived: Arrived | None = None) -> None:
        self._gateways = gateways
        self._arrived = arrived

    async def take(self, flow: str, request: Request) -> Response:
        """The answer to a notification for a flow: 202 without a body, as the platform gives it."""
        if request.method != "POST":
            return error_answer(405, "a notification is a POST")
        gateway = await self._gateway(flow)
        if gateway is None:
            return error_answer(404, "no webhook is registered for this address")
        body = (await read(request)).body
        try:
            value = decode_json(body.decode("utf-8-sig")) if body else None
        except ValueError:
            value = body.decode("utf-8", "replace")
        try:
            notified = await notify(gateway, flow, value)
        except UnknownNameError as fault:  # the connector has changed since the registration
            return error_answer(404, fault.message)
        if notified is None:
            return error_answer(404, "no webhook is registered for this address")
        if self._arrived is not None:
            self._arrived(flow, value, notified)
        return Response(202)

    async def _gateway(self, flow: str) -> Gateway | None:
        """The gateway that a flow was registered through; they share a store, so that the first one knows."""
        first = next(iter(self._gateways.values()), None)
        kept = await first.store.get(REGISTRATION, flow) if first is not None else None
        if not isinstance(kept, Mapping):
            return None
        return self._gateways.get((str(kept.get("connector")), str(kept.get("connection"))))

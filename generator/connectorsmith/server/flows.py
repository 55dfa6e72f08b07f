"""Flows that this gateway plays: their webhooks are registered, notified and removed, their triggers are asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final
from weakref import WeakValueDictionary

from connectorsmith.analysis.webhooks import webhooks
from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Json
from connectorsmith.runtime import triggers
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.inputs import CannotCompose
from connectorsmith.runtime.message import Request, Response, read
from connectorsmith.runtime.polling import forget, poll
from connectorsmith.server.callbacks import PREFIX as CALLBACKS
from connectorsmith.server.error_answers import error_answer
from connectorsmith.source.json.read import decode_json

PREFIX: Final = "flows"
"""The first part of the path; the key of a flow follows."""
_NEEDED: Final = ("connector", "connection", "operation")


class Flows:
    """Answers ``PUT``, ``DELETE`` and ``POST`` of a flow, and ``GET`` of all.

    ``PUT`` saves a flow: ``{connector, connection, operation, inputs}``; its webhook is registered, in the place of the
    one that it had. ``POST`` asks its polling trigger. ``DELETE`` removes its webhook and its state.
    """

    def __init__(self, gateways: Mapping[tuple[str, str], Gateway], address: str) -> None:
        self._gateways = gateways
        self._address = address
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, flow: str, request: Request) -> Response:
        """The response to a request about a flow."""
        if request.method == "GET":
            return await self._all()
        if not flow or "/" in flow:
            return error_answer(404, f"write the name of a flow: /{PREFIX}/<flow>")
        turn = self._turns.setdefault(flow, asyncio.Lock())
        try:
            async with turn:  # of two that save a flow at once, the second removes the webhook of the first
                if request.method == "DELETE":
                    return await self._remove(flow)
                if request.method in ("PUT", "POST"):
                    return await self._run(flow, request)
        except (UnknownNameError, CannotCompose) as fault:
            return error_answer(400, fault.message)
        return error_answer(405, "a flow takes PUT, POST, DELETE and GET")

    def callback(self, flow: str) -> str:
        """The address at which a flow is notified."""
        return f"{self._address}/{CALLBACKS}/{flow}"

    async def _all(self) -> Response:
        first = next(iter(self._gateways.values()), None)
        kept = await first.store.list(triggers.REGISTRATION) if first is not None else ()
        return _json(200, dict(kept))

    async def _run(self, flow: str, request: Request) -> Response:
        value = _object((await read(request)).body)
        missing = [name for name in _NEEDED if not isinstance(value.get(name), str)]
        if missing:
            return error_answer(400, f"the flow has no {', '.join(missing)}")
        gateway = self._gateways.get((value["connector"], value["connection"]))
        if gateway is None:
            return error_answer(404, f"there is no connection {value['connector']}/{value['connection']}")
        refused = _refused(gateway.connector, value["operation"], request.method)
        if refused:
            return error_answer(400, refused)
        inputs = value.get("inputs")
        call = Call(value["operation"], inputs if isinstance(inputs, dict) else {}, callback=self.callback(flow))
        if request.method == "POST":
            polled = await poll(gateway, call, flow)
            return _json(200, _shown(polled.result) | {"runs": len(polled.runs), "wait": polled.wait})
        registered = await triggers.register(gateway, call, flow)
        found = _shown(registered.result) | {"location": registered.location, "callback": call.callback}
        if registered.removed is not None:
            found["removed"] = registered.removed.response.status
        return _json(200 if registered.result.response.status < 300 else 502, found)

    async def _remove(self, flow: str) -> Response:
        first = next(iter(self._gateways.values()), None)
        kept = await first.store.get(triggers.REGISTRATION, flow) if first is not None else None
        polled = await forget(first.store, flow) if first is not None else False
        if not isinstance(kept, Mapping):
            return _json(200, {}) if polled else error_answer(404, f"the flow {flow} has no webhook and no state")
        gateway = self._gateways.get((str(kept.get("connector")), str(kept.get("connection"))))
        if gateway is None:
            return error_answer(404, f"{kept.get('connector')}/{kept.get('connection')} is not served here")
        result = await triggers.unsubscribe(gateway, flow)
        return _json(200, {} if result is None else _shown(result))


def _refused(connector: Connector, name: str, method: str) -> str | None:
    """Why a flow with an operation does not take a method. Raises UnknownNameError for an unknown operation."""
    if triggers.named_operation(connector, name).trigger is None:
        return f"{name} is an action: a flow starts with a trigger"
    if method == "PUT" and name not in webhooks(connector):
        return f"{name} is a polling trigger: ask it with POST"
    if method == "POST" and name in webhooks(connector):
        return f"{name} is a webhook: register it with PUT"
    return None


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = decode_json(body.decode("utf-8-sig"))
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}


def _shown(result: Result) -> dict[str, Json]:
    return {"status": result.response.status, "body": result.response.body.decode("utf-8", "replace")}


def _json(status: int, value: Any) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(status, (("Content-Type", "application/json"),), body)

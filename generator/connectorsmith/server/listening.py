"""One trigger, listened to: a webhook is registered until the end, a polling trigger is asked again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from connectorsmith.analysis.webhooks import webhooks
from connectorsmith.model import Json
from connectorsmith.runtime import triggers
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.polling import poll
from connectorsmith.server.callbacks import PREFIX, Callbacks, misfit_texts
from connectorsmith.server.error_answers import error_answer
from connectorsmith.server.http_server import HttpServer
from connectorsmith.server.one_call import Setting
from connectorsmith.server.open_gateway import opened_gateways
from connectorsmith.workspace.opened import OpenedConnector

FLOW: Final = "call"
"""The key of the flow that is played."""

Heard = Callable[[Json, int, Sequence[str]], None]
"""Hears of each output of the trigger: the value, the runs that it starts, and what does not fit in it."""


class Listener:
    """Plays the flow behind one trigger. ``said`` hears what happens, ``heard`` what arrives."""

    def __init__(self, log: Callable[[str], None], heard: Heard, public: str | None = None) -> None:
        self._log = log
        self._heard = heard
        self._public = public

    async def listen(
        self,
        opened: OpenedConnector,
        call: Call,
        setting: Setting,
        stop: asyncio.Event,
        on_open: Callable[[Sequence[Gateway]], None],
    ) -> bool:
        """Listen until ``stop`` is set; tells whether all went well. Raises as ``opened_gateways`` does.

        The service calls this machine, or the public address that leads to it.
        """
        connections, root, wanted = setting
        async with opened_gateways([opened], connections, root, wanted) as found:
            one = next(iter(found.values()))
            gateway = next(iter(one.gateways.values()))
            on_open([gateway])
            operation = triggers.named_operation(one.connector, call.operation)
            if operation.id in webhooks(one.connector):
                return await self._webhook(gateway, call, stop)
            return await self._poll(gateway, call, stop)

    async def _webhook(self, gateway: Gateway, call: Call, stop: asyncio.Event) -> bool:
        key = (gateway.connector.id, gateway.connection.id)
        service = _OnlyCallbacks(Callbacks({key: gateway}, self._arrived))
        async with HttpServer(service, "127.0.0.1", 0) as server:
            callback = f"{(self._public or server.address).rstrip('/')}/{PREFIX}/{FLOW}"
            self._log(f"listening on {server.address}/{PREFIX}/{FLOW}")
            called = Call(call.operation, call.inputs, call.client, callback)
            registered = await triggers.register(gateway, called, FLOW)
            status = registered.result.response.status
            self._log(f"the registration is answered {status}, Location: {registered.location or 'none'}")
            if not 200 <= status <= 299:
                self._log(registered.result.response.body.decode("utf-8", "replace"))
                return False
            await stop.wait()
            removed = await triggers.unsubscribe(gateway, FLOW)
        if removed is None:
            self._log("the webhook stays registered: it has no Location")
            return False
        well = 200 <= removed.response.status <= 299
        outcome = "the webhook is removed: that" if well else "the webhook may stay registered: its removal"
        self._log(f"{outcome} is answered {removed.response.status}")
        if not well:
            self._log(removed.response.body.decode("utf-8", "replace"))
        return well

    async def _poll(self, gateway: Gateway, call: Call, stop: asyncio.Event) -> bool:
        while not stop.is_set():
            polled = await poll(gateway, call, FLOW)
            status = polled.result.response.status
            well = status in (200, 202)
            due = f"; the next poll is in {polled.wait:g} s" if well else ""
            self._log(f"the poll is answered {status}: {polled.reason}{due}")
            for value in polled.runs:
                self._heard(value, 1, ())
            if not well:
                return False
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), polled.wait)
        return True

    def _arrived(self, _: str, value: Json, notified: triggers.Notified) -> None:
        self._heard(value, notified.runs, misfit_texts(notified))


class _OnlyCallbacks:
    """A service that takes notifications and nothing else."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._callbacks = callbacks

    async def answer(self, request: Request) -> Response:
        """The answer to a notification."""
        first, _, rest = request.url.partition("?")[0].removeprefix("/").partition("/")
        return await self._callbacks.take(rest, request) if first == PREFIX else error_answer(404, "nothing is here")

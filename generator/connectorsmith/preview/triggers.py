"""The trigger lab: a flow of the page is registered, notified, asked and removed; its runs are shown."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from connectorsmith.analysis.designer.inputs import schema_fields
from connectorsmith.analysis.designer.outputs import output_schema
from connectorsmith.analysis.split_on import run_values
from connectorsmith.model import Json
from connectorsmith.preview.as_json import as_json
from connectorsmith.preview.calls import misfits_json, opened_entry, result_json
from connectorsmith.preview.events import Events
from connectorsmith.preview.gateways import Gateways
from connectorsmith.preview.inputs import call_of
from connectorsmith.preview.requests import PageRequest, Refused
from connectorsmith.preview.session import Entry, Session
from connectorsmith.preview.typed_connection import TypedConnection, typed_connection
from connectorsmith.runtime import polling, triggers
from connectorsmith.runtime.gateway import Gateway
from connectorsmith.runtime.inputs import CannotCompose
from connectorsmith.runtime.links import whole
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.mock.values import Values
from connectorsmith.server.callbacks import PREFIX, Callbacks
from connectorsmith.server.error_answers import error_answer

EVENT: Final = "event"
"""The prefix of the keys of an event's fields."""
_RECURRENCE: Final = 180.0
"""Seconds between two polls where the page names none."""


class Flow(Struct, frozen=True):
    """A flow that the page plays; its name cannot be guessed, since services call an address with it."""

    name: str
    entry: Entry
    connection: TypedConnection
    operation: str


class TriggerLab:
    """Answers the requests of the page about triggers. ``address`` is where services call back."""

    def __init__(self, session: Session, gateways: Gateways, events: Events, address: str) -> None:
        self._session = session
        self._gateways = gateways
        self._events = events
        self._address = address.rstrip("/")
        self._flows: dict[tuple[str, str], Flow] = {}

    async def subscribe(self, asked: PageRequest) -> Json:
        """Register the webhook of a trigger, in the place of the one that it had."""
        entry, connector, place = opened_entry(self._session, asked)
        flow = self._flow(entry, asked, newest=True)
        callback = f"{self._address}/{PREFIX}/{flow.name}"
        operation, call = call_of(connector, asked, callback)
        async with self._gateways.use(entry, flow.connection) as gateway:
            try:
                registered = await triggers.register(gateway, call, flow.name)
            except CannotCompose as fault:
                return {"refused": fault.message, "hint": fault.hint}
            result = await whole(gateway, registered.result)
            return {
                **result_json(gateway, operation, result, place),
                "location": registered.location,
                "callback": callback,
                "state": await _state(gateway, flow),
            }

    async def send(self, asked: PageRequest) -> Json:
        """Send an event to the flow, as the service would."""
        entry, connector, place = opened_entry(self._session, asked)
        flow = self._flow(entry, asked)
        operation = triggers.named_operation(connector, flow.operation)
        async with self._gateways.use(entry, flow.connection) as gateway:
            value = asked.values.get("event")
            if await triggers.notify(gateway, flow.name, value) is None:
                raise Refused(409, "the flow has no webhook; subscribe first")
            schema = output_schema(connector, operation)
            found = [] if schema is None else misfits_json(connector, schema, value, place)
            return {"runs": list(run_values(connector, operation, schema, value)), "misfits": found}

    async def sample(self, asked: PageRequest) -> Json:
        """An event that fits the schema of the notification, and the fields of a form for it."""
        _, connector, place = opened_entry(self._session, asked)
        operation = triggers.named_operation(connector, asked.text("operation"))
        schema = output_schema(connector, operation)
        if schema is None:
            return {"event": None, "fields": []}
        fields = schema_fields(connector, schema, EVENT, True)
        event = Values(connector).value(schema, f"event {operation.id}")
        return {"event": event, "fields": as_json(fields, place)}

    async def poll(self, asked: PageRequest) -> Json:
        """Ask a polling trigger once."""
        entry, connector, place = opened_entry(self._session, asked)
        flow = self._flow(entry, asked, newest=True)
        operation, call = call_of(connector, asked)
        seconds = asked.values.get("recurrence")
        recurrence = float(seconds) if isinstance(seconds, int | float) and seconds > 0 else _RECURRENCE
        async with self._gateways.use(entry, flow.connection) as gateway:
            try:
                polled = await polling.poll(gateway, call, flow.name, recurrence)
            except CannotCompose as fault:
                return {"refused": fault.message, "hint": fault.hint}
            return {
                **result_json(gateway, operation, polled.result, place),
                "runs": list(polled.runs),
                "wait": polled.wait,
                "reason": polled.reason,
                "state": await _state(gateway, flow),
            }

    async def unsubscribe(self, asked: PageRequest) -> Json:
        """Remove the webhook, or forget the state of a polling trigger."""
        entry, connector, place = opened_entry(self._session, asked)
        flow = self._flow(entry, asked)
        operation = triggers.named_operation(connector, flow.operation)
        async with self._gateways.use(entry, flow.connection) as gateway:
            result = await triggers.unsubscribe(gateway, flow.name)
            forgotten = await polling.forget(gateway.store, flow.name)
            answer: dict[str, Any] = {"forgotten": forgotten, "state": await _state(gateway, flow)}
            if result is not None:
                remover = connector.operation(operation.unsubscribe or "") or operation
                answer |= result_json(gateway, remover, await whole(gateway, result), place)
            return answer

    async def state(self, asked: PageRequest) -> Json:
        """The state of the flow: its registration, or the state of its polls."""
        entry, _, _ = opened_entry(self._session, asked)
        flow = self._flow(entry, asked)
        async with self._gateways.use(entry, flow.connection) as gateway:
            return {"state": await _state(gateway, flow)}

    async def called_back(self, name: str, request: Request) -> Response:
        """Take a notification of a service, and tell the pages."""
        flow = next((one for one in self._flows.values() if one.name == name), None)
        entry = None if flow is None else self._session.entry(flow.entry.target.name)
        if flow is None or entry is None or entry.opened is None:
            return error_answer(404, "no webhook is registered for this address")
        async with self._gateways.use(entry, flow.connection) as gateway:
            key = (gateway.connector.id, gateway.connection.id)
            return await Callbacks(
                {key: gateway}, lambda _, value, answer: self._arrived(flow, gateway, value, answer)
            ).take(name, request)

    async def close(self) -> None:
        """Remove the webhooks that are still registered, so that services stop calling."""
        for flow in self._flows.values():
            entry = self._session.entry(flow.entry.target.name)
            if entry is not None and entry.opened is not None:
                async with self._gateways.use(entry, flow.connection) as gateway:
                    await triggers.unsubscribe(gateway, flow.name)
                    await polling.forget(gateway.store, flow.name)

    def _arrived(self, flow: Flow, gateway: Gateway, value: Json, answer: triggers.Notified) -> None:
        connector = gateway.connector
        operation = triggers.named_operation(connector, flow.operation)
        runs = run_values(connector, operation, output_schema(connector, operation), value)
        misfits = [{"path": "/".join(map(str, ("body", *one.path))), "message": one.message} for one in answer.misfits]
        for_page = {"connector": connector.id, "operation": flow.operation, "runs": list(runs), "misfits": misfits}
        self._events.send("arrived", for_page)

    def _flow(self, entry: Entry, asked: PageRequest, *, newest: bool = False) -> Flow:
        """The flow of the page for an operation; made when it is first asked for. Raises Refused.

        It keeps its connection, with which its webhook is removed, unless the ``newest`` one is wanted.
        """
        name = asked.text("operation")
        if entry.opened is None or entry.opened.connector is None or entry.opened.connector.operation(name) is None:
            raise Refused(404, f"unknown operation {name!r}")
        key = (entry.target.name, name)
        known = self._flows.get(key)
        if known is None or newest:
            word = f"preview-{secrets.token_urlsafe(16)}" if known is None else known.name
            self._flows[key] = Flow(word, entry, typed_connection(asked), name)
        return self._flows[key]


async def _state(gateway: Gateway, flow: Flow) -> Json:
    """The stored state of a flow; for a webhook, where it is registered."""
    kept = await gateway.store.get(triggers.REGISTRATION, flow.name)
    if isinstance(kept, Mapping):
        return {"registered": True, "location": kept.get("location"), "callback": kept.get("callback")}
    operation = triggers.named_operation(gateway.connector, flow.operation)
    polled = await gateway.store.get(polling.STATES, polling.state_key(gateway, operation, flow.name))
    if isinstance(polled, Mapping):
        return {"polled": True, "location": polled.get("location"), "due": polled.get("due")}
    return {}

"""The life of a trigger: a webhook is registered, notified and removed; a polling trigger is asked again and again.

Registrations and states are in the store, under the key of a flow, so that they survive a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from connectorsmith.analysis.split_on import runs_of
from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Json, Operation, Schema
from connectorsmith.runtime import url
from connectorsmith.runtime.conformance import Misfit, misfits
from connectorsmith.runtime.execute import execute, forward
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.message import Request, header
from connectorsmith.runtime.route import find_route
from connectorsmith.runtime.trace import Step, Trace

REGISTRATION: Final = "registration"
STATE: Final = "polling-state"
_WAIT: Final = 20.0
"""Seconds between two questions where an answer does not say."""


class Registered(Struct, frozen=True):
    """What became of a registration. ``removed`` is the removal of the one that it replaces, if there was one."""

    result: Result
    location: str | None = None
    removed: Result | None = None


class Notified(Struct, frozen=True):
    """What became of a notification: how many runs of the flow it starts, and what does not fit in it."""

    runs: int
    misfits: tuple[Misfit, ...] = ()


class Polled(Struct, frozen=True):
    """What an answer to a polling trigger means: runs to start, and the seconds until the next question."""

    result: Result
    runs: int
    wait: float


async def register(gateway: Gateway, call: Call, flow: str) -> Registered:
    """Register a webhook for a flow, which removes the one it had; ``call`` has the address that it is told.

    A registration that fails is not kept. Raises UnknownNameError if there is no such operation.
    """
    removed = await unsubscribe(gateway, flow)
    result = await execute(gateway, call)
    location = header(result.response.headers, "Location")
    if 200 <= result.response.status <= 299:
        kept: dict[str, Json] = {
            "operation": call.operation,
            "connector": gateway.connector.id,
            "connection": gateway.connection.id,
            "location": location,
            "callback": call.callback,
            "service": _service(result.trace, gateway.connector, call.operation),
        }
        await gateway.store.put(REGISTRATION, flow, kept)
    return Registered(result, location, removed)


async def unsubscribe(gateway: Gateway, flow: str) -> Result | None:
    """Remove the webhook of a flow at the Location of its registration; ``None`` if it has none.

    The request has no body and no headers of a maker. It goes through the connector if an operation has this path; a
    registration whose removal fails is kept.
    """
    kept = await gateway.store.get(REGISTRATION, flow)
    if not isinstance(kept, Mapping):
        return None
    location = kept.get("location")
    if not isinstance(location, str) or not location:
        await gateway.store.delete(REGISTRATION, flow)
        return None
    result = await follow(gateway, "DELETE", location, str(kept.get("service") or ""))
    if 200 <= result.response.status <= 299 or result.response.status in (404, 410):
        await gateway.store.delete(REGISTRATION, flow)
    return result


async def notify(gateway: Gateway, flow: str, body: Json) -> Notified | None:
    """Take a notification for a flow; ``None`` if the flow has no registration."""
    kept = await gateway.store.get(REGISTRATION, flow)
    if not isinstance(kept, Mapping):
        return None
    connector = gateway.connector
    operation = named_operation(connector, str(kept["operation"]))
    item = (connector.paths or {}).get(operation.path)
    schema = item.notification.schema if item is not None and item.notification is not None else None
    found = () if schema is None else tuple(misfits(connector, schema, body))
    return Notified(runs_of(connector, operation, schema, body), found)


async def poll(gateway: Gateway, call: Call, flow: str) -> Polled:
    """Ask a polling trigger: with the state of the flow, or without one the first time.

    Raises UnknownNameError if there is no such operation.
    """
    kept = await gateway.store.get(STATE, flow)
    if isinstance(kept, Mapping) and isinstance(kept.get("location"), str):
        result = await follow(gateway, "GET", str(kept["location"]), str(kept.get("service") or ""))
    else:
        result = await execute(gateway, call)
    response = result.response
    location = header(response.headers, "Location")
    if response.status in (200, 202) and location:
        service = _service(result.trace, gateway.connector, call.operation)
        await gateway.store.put(STATE, flow, {"location": location, "service": service})
    operation = named_operation(gateway.connector, call.operation)
    schema = _answer_schema(gateway.connector, operation)
    value = _json(response.body) if response.status == 200 else None
    runs = 0 if value is None else runs_of(gateway.connector, operation, schema, value)
    return Polled(result, runs, _seconds(header(response.headers, "Retry-After")))


async def follow(gateway: Gateway, method: str, location: str, service: str) -> Result:
    """Send a request to an address that an answer gave: through the connector if it leads to an operation of it.

    ``service`` is the address that the connector's paths are below at the service; other addresses are called as they
    are, without credentials.
    """
    for base in (gateway.address, service):
        if base and location.startswith(base.rstrip("/") + "/"):
            below = location[len(base.rstrip("/")) :]
            if find_route(gateway.connector, method, url.split(below)[1]) is not None:
                return await forward(gateway, Request(method, gateway.address.rstrip("/") + below))
    request = Request(method, location)
    response = await gateway.backend.send(request)
    step = Step("send", f"the Location answers {response.status}", before=request, after=response)
    return Result(response, Trace([step], gateway.connection.tokens.values()))


def named_operation(connector: Connector, name: str) -> Operation:
    """The operation of a name. Raises UnknownNameError."""
    operation = connector.operation(name)
    if operation is None:
        raise UnknownNameError("operation", name, tuple(one.id for one in connector.operations if one.id))
    return operation


def _service(trace: Trace, connector: Connector, name: str) -> str:
    """The address at the service that the path of the operation was below in the last request, if it was."""
    path = named_operation(connector, name).path
    sent = [step.before for step in trace if step.kind == "send" and isinstance(step.before, Request)]
    host, found, _ = url.split(sent[0].url) if sent else ("", "", "")
    return host + found.removesuffix(path) if found.endswith(path) else ""


def _answer_schema(connector: Connector, operation: Operation) -> Schema | None:
    response = (operation.responses or {}).get("200")
    return None if response is None else connector.response(response).schema


def _json(body: bytes) -> Any:
    from connectorsmith.source.json.read import decode_json

    try:
        return decode_json(body.decode("utf-8-sig"))
    except ValueError:
        return None


def _seconds(text: str | None) -> float:
    try:
        return max(0.0, float(text)) if text else _WAIT
    except ValueError:
        return _WAIT

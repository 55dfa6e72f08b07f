"""The life of a webhook: it is registered, notified and removed.

Registrations are in the store, under the key of a flow, so that they survive a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.split_on import runs_of
from connectorsmith.errors import ConnectorsmithError, UnknownNameError
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.runtime import url
from connectorsmith.runtime.conformance import Misfit, misfits
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.links import follow_link
from connectorsmith.runtime.message import Request, header
from connectorsmith.runtime.trace import Trace

REGISTRATION: Final = "registration"


class Registered(Struct, frozen=True):
    """The outcome of a registration. ``removed`` is the removal of the one that it replaces, if there was one."""

    result: Result
    location: str | None = None
    removed: Result | None = None


class Notified(Struct, frozen=True):
    """The outcome of a notification: how many runs of the flow it starts, and its schema mismatches."""

    runs: int
    misfits: tuple[Misfit, ...] = ()


async def register(gateway: Gateway, call: Call, flow: str) -> Registered:
    """Register a webhook for a flow, which removes the one it had; ``call`` has the callback address.

    A registration that fails is not kept, and one that cannot be kept is removed again. Raises UnknownNameError for an
    operation that the connector does not have, and what the store raises.
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
            "service": service_of(result.trace, gateway.connector, call.operation),
        }
        await _keep(gateway, flow, kept)
    return Registered(result, location, removed)


async def _keep(gateway: Gateway, flow: str, kept: dict[str, Json]) -> None:
    """Store a registration; one that cannot be stored is removed from the service, which would notify it for ever."""
    try:
        await gateway.store.put(REGISTRATION, flow, kept)
    except ConnectorsmithError:
        await _delete(gateway, kept)
        raise


async def _delete(gateway: Gateway, kept: Mapping[str, Json]) -> Result | None:
    """Send the request that removes a registration from the service; ``None`` if it has no Location."""
    location = kept.get("location")
    if not isinstance(location, str) or not location:
        return None
    service, request = str(kept.get("service") or ""), Request("DELETE", location)
    return await follow_link(gateway, location, "flow", "send", service=service, request=request)


async def unsubscribe(gateway: Gateway, flow: str) -> Result | None:
    """Remove the webhook of a flow at the Location of its registration; ``None`` if it has none.

    The request has no body and no headers of a maker. It goes through the connector if an operation has this path; a
    registration whose removal fails is kept.
    """
    kept = await gateway.store.get(REGISTRATION, flow)
    if not isinstance(kept, Mapping):
        return None
    result = await _delete(gateway, kept)
    if result is None or 200 <= result.response.status <= 299 or result.response.status in (404, 410):
        await gateway.store.delete(REGISTRATION, flow)
    return result


async def notify(gateway: Gateway, flow: str, body: Json) -> Notified | None:
    """Take a notification for a flow; ``None`` if the flow has no registration."""
    kept = await gateway.store.get(REGISTRATION, flow)
    if not isinstance(kept, Mapping):
        return None
    connector = gateway.connector
    operation = named_operation(connector, str(kept.get("operation")))
    item = (connector.paths or {}).get(operation.path)
    schema = item.notification.schema if item is not None and item.notification is not None else None
    found = () if schema is None else tuple(misfits(connector, schema, body))
    return Notified(runs_of(connector, operation, schema, body), found)


def named_operation(connector: Connector, name: str) -> Operation:
    """The operation of a name. Raises UnknownNameError."""
    operation = connector.operation(name)
    if operation is None:
        raise UnknownNameError("operation", name, tuple(one.id for one in connector.operations if one.id))
    return operation


def service_of(trace: Trace, connector: Connector, name: str) -> str:
    """The address at the service that the path of the operation was below in the last request, if it was."""
    path = named_operation(connector, name).path
    sent = [step.before for step in trace if step.kind == "send" and isinstance(step.before, Request)]
    host, found, _ = url.split(sent[0].url) if sent else ("", "", "")
    return host + found.removesuffix(path) if found.endswith(path) else ""

"""A polling trigger: the result of a poll, the state that is kept until the next one, and when that is due.

Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-polling-trigger.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from connectorsmith.analysis.operation_parts import returned
from connectorsmith.analysis.split_on import run_values
from connectorsmith.model import Json, Operation
from connectorsmith.runtime.asynchronous import retry_after
from connectorsmith.runtime.exchange import NotJson, parse
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.links import follow_link, whole
from connectorsmith.runtime.message import header
from connectorsmith.runtime.store import Store
from connectorsmith.runtime.triggers import named_operation, service_of

STATES: Final = "polling-states"
"""The kind under which the store has the states."""
RECURRENCE: Final = 180.0
"""Seconds between two polls where neither the flow nor the answer says anything."""


class Poll(Struct, frozen=True):
    """The result of a poll: the answer, the items that start a run each, and the seconds until the next poll is due."""

    result: Result
    runs: tuple[Json, ...]
    wait: float
    reason: str


async def poll(gateway: Gateway, call: Call, flow: str = "flow", recurrence: float = RECURRENCE) -> Poll:
    """Poll a trigger for a flow of this name; the store of the gateway has its state.

    ``recurrence`` is the flow's own interval in seconds. Raises as ``execute`` does.
    """
    operation = named_operation(gateway.connector, call.operation)
    key = state_key(gateway, operation, flow)
    state = await gateway.store.get(STATES, key)
    location = state.get("location") if isinstance(state, dict) else None
    service = str(state.get("service") or "") if isinstance(state, dict) else ""
    if isinstance(location, str):
        result = await follow_link(gateway, location, call.client, "poll", service=service)
    else:
        result = await execute(gateway, call)
        service = service_of(result.trace, gateway.connector, call.operation)
    response = (result := await whole(gateway, result)).response
    if response.status not in (200, 202):
        return Poll(result, (), recurrence, f"the poll fails with {response.status}; the state stays")
    wait = retry_after(response, recurrence)
    location = header(response.headers, "Location") or location
    if location is not None:
        due = gateway.clock.now() + wait
        await gateway.store.put(STATES, key, {"location": location, "service": service, "due": due})
    if response.status == 202:
        return Poll(result, (), wait, "the first poll sets the state" if state is None else "there is nothing new")
    try:
        body = parse(response.body)
    except NotJson:
        return Poll(result, (), wait, "the answer is not JSON")
    found = run_values(gateway.connector, operation, returned(gateway.connector, operation), body)
    runs = "1 run starts" if len(found) == 1 else f"{len(found)} runs start"
    kept = runs if location else "there is no Location, so no state is kept"
    return Poll(result, found, wait, kept)


async def forget(store: Store, flow: str) -> bool:
    """Drop the states of a flow, as when it is removed or its trigger changes; tells whether there was one."""
    found = [key for key, _ in await store.list(STATES) if key.endswith(f"/{flow}")]
    for key in found:
        await store.delete(STATES, key)
    return bool(found)


def state_key(gateway: Gateway, operation: Operation, flow: str) -> str:
    """The key of a state in the store."""
    return f"{gateway.connector.id}/{gateway.connection.id}/{operation.id}/{flow}"

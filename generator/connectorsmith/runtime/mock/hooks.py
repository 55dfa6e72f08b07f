"""Webhooks that were registered: the address that each notifies, by the address at which it is removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.webhooks import addresses, webhooks
from connectorsmith.model import Connector, Json, Operation, Schema
from connectorsmith.runtime.exchange import NotJson, parse


class Hook(Struct, frozen=True):
    """A webhook: who registered it, the address to notify, and the address at which it is removed."""

    operation: str
    callback: str
    location: str


def registers(connector: Connector, operation: Operation) -> bool:
    """Whether an operation registers a webhook."""
    return operation.id in webhooks(connector) or operation.path in _asking(connector)


def callback_in(connector: Connector, operation: Operation, body: bytes) -> str:
    """The address to notify in the body of a registration; empty if there is none."""
    try:
        value = parse(body)
    except NotJson:
        return ""
    for one in parameters(connector, operation):
        if one.location == "body" and one.schema is not None:
            return _marked(connector, one.schema, value, 0) or ""
    return ""


def removal_path(connector: Connector, operation: Operation, variables: Mapping[str, str], id_: str) -> str | None:
    """The path, below the base path, at which a webhook with this id is removed; ``None`` if no operation does it.

    That is the operation which the spec names, else the one whose path is most like that of the registration.
    """
    remover = connector.operation(operation.unsubscribe) if operation.unsubscribe is not None else None
    if remover is None:
        likely = [one for one in connector.operations if one.method == "delete" and one.variables]
        remover = max(likely, key=lambda one: _alike(one.path, operation.path), default=None)
        if remover is None or _alike(remover.path, operation.path) < 2:
            return None
    path = remover.path
    for name in remover.variables:
        path = path.replace(f"{{{name}}}", id_ if name == remover.variables[-1] else variables.get(name, "1"))
    return path


def _alike(path: str, other: str) -> int:
    """How many segments two paths have in common at their beginning; the empty one before the first slash counts."""
    count = 0
    for one, two in zip(path.split("/"), other.split("/"), strict=False):
        if one.lower() != two.lower():
            break
        count += 1
    return count


@memoized
def _asking(connector: Connector) -> frozenset[str]:
    """The paths of operations whose body has a place for the address of the flow."""
    return frozenset(one.operation.path for one in addresses(connector))


def _marked(connector: Connector, schema: Schema, value: Json, depth: int) -> str | None:
    """The value of the field that is marked as the address to notify."""
    inside = connector.resolve(schema)
    if (schema.notification_url or inside.notification_url) and isinstance(value, str):
        return value
    if depth > 10:
        return None
    if isinstance(value, list) and inside.items is not None:
        return next((found for one in value if (found := _marked(connector, inside.items, one, depth + 1))), None)
    known: dict[str, Any] = value if isinstance(value, dict) else {}
    for name, field in (inside.properties or {}).items():
        if name in known and (found := _marked(connector, field, known[name], depth + 1)):
            return found
    parts = (_marked(connector, part, value, depth + 1) for part in inside.all_of or ())
    return next((found for found in parts if found), None)

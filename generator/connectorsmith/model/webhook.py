"""Webhooks: the operations that tell an API where to send its events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.parts import schemas_of_parameter, written_schemas
from connectorsmith.model.schema import Schema
from connectorsmith.model.table import parameters

NOTIFICATION: Final = "x-ms-notification"
"""The extension of an operation that names the webhook which says when there is something to fetch."""


def subscriptions(connector: Connector) -> Iterator[Operation]:
    """Every operation whose request has a place for the address of the flow."""
    if not any(schema.notification_url for schema in written_schemas(connector)):
        return
    named = _definitions_with_address(connector)
    for operation in connector.operations:
        schemas = (part for parameter in parameters(connector, operation) for part in schemas_of_parameter(parameter))
        if any(_asks(schema, named) for schema in schemas):
            yield operation


def webhooks(connector: Connector) -> set[str]:
    """The ids of the operations that start a webhook: by the address in the request, or by what comes back to it."""
    found = {operation.id for operation in subscriptions(connector)}
    items = (item for item in (connector.paths or {}).values() if item.notification is not None)
    found |= {one.id for item in items for one in item.operations.values() if one.trigger is not None}
    return {name for name in found if name is not None}


def _definitions_with_address(connector: Connector) -> set[str]:
    """The definitions that hold the address, in themselves or through others."""
    definitions = connector.definitions or {}
    users: dict[str, list[str]] = {}
    for name, schema in definitions.items():
        for part in schema.walk():
            if part.definition is not None:
                users.setdefault(part.definition, []).append(name)
    waiting = [name for name, schema in definitions.items() if any(part.notification_url for part in schema.walk())]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += users.get(name, ())
    return found


def _asks(schema: Schema, named: set[str]) -> bool:
    return any(part.notification_url or part.definition in named for part in schema.walk())

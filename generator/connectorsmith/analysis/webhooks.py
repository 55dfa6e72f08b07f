"""Webhooks: the operations that tell an API where to send its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.analysis.all_parts import parts_of_schema, schemas_having, schemas_of_parameter
from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.hidden import INTERNAL
from connectorsmith.analysis.memoize import memoized, memoized_parts
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.schema_usage import content, definitions_leading_to
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.schema import Schema

NOTIFICATION: Final = "x-ms-notification"
"""The extension of an operation that names the webhook which says when there is something to fetch."""
_MOST: Final = 1_000
"""Places for the address in one body that are listed; a webhook has one."""


class Address(Struct, frozen=True):
    """A place for the address of the flow in the body of an operation, and how one gets there.

    ``internal`` says that makers do not see it, or something that holds it. ``optional`` is the outermost property on
    the way, itself included, that may be left out.
    """

    operation: Operation
    schema: Schema
    internal: bool = False
    optional: str | None = None


@memoized_parts
def addresses(connector: Connector) -> Iterator[Address]:
    """Every place for the address of the flow that can be reached through the properties of a body."""
    for operation in subscriptions(connector):
        for parameter in parameters(connector, operation):
            if parameter.location == "body":
                start = Address(operation, parameter.content, parameter.visibility == INTERNAL)
                yield from islice(_inside(connector, start), _MOST)


def _inside(connector: Connector, start: Address) -> Iterator[Address]:
    """Go on from a value to those inside it; into a definition only if the address is in it, and once for each way."""
    opened: set[tuple[int, bool, bool]] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        name = here.schema.definition
        inside = connector.resolve(here.schema)
        if name is not None or inside.all_of is not None:
            way = (id(inside), here.internal, here.optional is None)
            if way in opened or (name is not None and name not in _definitions_with_address(connector)):
                continue
            opened.add(way)
        here = replace(here, internal=here.internal or _hidden(here.schema) or _hidden(inside))
        if here.schema.notification_url or inside.notification_url:
            yield replace(here, schema=inside if inside.notification_url else here.schema)
        waiting += reversed([*_steps(connector, here, inside)])


def _steps(connector: Connector, here: Address, inside: Schema) -> Iterator[Address]:
    """The values directly inside a value that have the address in them."""
    if inside.items is not None and _asks(connector, inside.items):
        yield replace(here, schema=inside.items)
    for key, field, required in fields(connector, inside):
        if _asks(connector, field):
            yield replace(here, schema=field, optional=here.optional or (None if required else key))


def _hidden(schema: Schema) -> bool:
    """Whether makers do not see a value; published connectors write the word with a capital too."""
    return INTERNAL in (schema.visibility, str(schema.extra.get("x-ms-visibility")).casefold())


def marks(connector: Connector, schemas: Iterable[Schema]) -> list[Schema]:
    """The marks of an address in some schemas and in the definitions that they use, each once."""
    found: list[Schema] = []
    seen: set[str] = set()
    waiting = list(schemas)
    while waiting:
        for part in parts_of_schema(waiting.pop()):
            if part.notification_url:
                found.append(part)
            name = part.definition if part.ref is not None else None
            if name is not None and name not in seen and name in (connector.definitions or {}):
                seen.add(name)
                waiting.append((connector.definitions or {})[name])
    return found


@memoized_parts
def subscriptions(connector: Connector) -> Iterator[Operation]:
    """Every operation whose request has a place for the address of the flow."""
    if not any(schema.notification_url for schema in schemas_having(connector, "notification_url")):
        return
    for operation in connector.operations:
        schemas = (part for parameter in parameters(connector, operation) for part in schemas_of_parameter(parameter))
        if any(_asks(connector, schema) for schema in schemas):
            yield operation


def webhooks(connector: Connector) -> set[str]:
    """The ids of the operations that start a webhook: by the address in the request, or by what comes back to it."""
    found = {operation.id for operation in subscriptions(connector)}
    items = (item for item in (connector.paths or {}).values() if item.notification is not None)
    found |= {one.id for item in items for one in item.operations.values() if one.trigger is not None}
    return {name for name in found if name is not None}


@memoized
def _definitions_with_address(connector: Connector) -> set[str]:
    """The definitions that hold the address, in themselves or through others."""
    definitions = connector.definitions or {}
    return definitions_leading_to(definitions, [name for name, schema in definitions.items() if _is_marked(schema)])


def _asks(connector: Connector, schema: Schema) -> bool:
    """Whether a schema holds the address: in itself, in one inside it, or in a definition."""
    return _is_marked(schema) or not _definitions_with_address(connector).isdisjoint(content(schema).named)


@memoized
def _is_marked(schema: Schema) -> bool:
    """Whether a schema or one written inside it is the address."""
    return any(part.notification_url for part in parts_of_schema(schema))

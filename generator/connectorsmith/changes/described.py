"""Where the fields are used that an operation describes at run time: by a body, a result or a notification."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.schema_usage import answers
from connectorsmith.changes.effective import words_of
from connectorsmith.changes.fact import Direction
from connectorsmith.changes.operations import label
from connectorsmith.changes.schema_pairs import ADDITIONAL, ITEMS
from connectorsmith.model import Connector, Operation, Schema

_STEPS: Final = {"items": ITEMS, "additional_properties": ADDITIONAL}


class Use(Struct, frozen=True):
    """A place whose fields are described at run time: its operation, direction, and path in Microsoft's words."""

    operation: str
    direction: Direction
    path: str


def uses(connector: Connector, described_by: str) -> Iterator[Use]:
    """Yield every place whose fields an operation describes, with the nearest way to each schema."""
    for operation in connector.operations:
        for direction, path, schema in _roots(connector, operation):
            for inside in _below(connector, schema, path, described_by):
                yield Use(label(operation), direction, inside)


def _roots(connector: Connector, operation: Operation) -> Iterator[tuple[Direction, str, Schema]]:
    above = f"operation/{label(operation)}"
    for parameter in parameters(connector, operation):
        if parameter.schema is not None:
            yield "input", f"{above}/parameter/{parameter.name or ''}/schema", parameter.schema
    for code, response in answers(connector, operation):
        if response.schema is not None:
            direction: Direction = "output" if code.startswith("2") or code == "default" else "error"
            yield direction, f"{above}/responses/{code}/schema", response.schema
    item = (connector.paths or {}).get(operation.path)
    if item is not None and item.notification is not None and item.notification.schema is not None:
        yield "output", f"{above}/responses/x-ms-notification-content/schema", item.notification.schema


def _below(connector: Connector, schema: Schema, path: str, described_by: str) -> Iterator[str]:
    seen: set[int] = set()
    waiting = deque([(schema, path)])
    while waiting:
        here, at = waiting.popleft()
        inside = connector.resolve(here)
        if any(_asks(one, described_by) for one in (here, inside)):
            yield at
        if id(inside) in seen:
            continue
        seen.add(id(inside))
        waiting += ((child, f"{at}/{name}") for name, child, _ in fields(connector, inside))
        for attribute, step in _STEPS.items():
            child = words_of(connector, inside, attribute)
            if isinstance(child, Schema):
                waiting.append((child, f"{at}/{step}"))


def _asks(schema: Schema, operation: str) -> bool:
    """Whether a schema has its fields from an operation."""
    found = (schema.dynamic_schema, schema.dynamic_properties)
    return any(isinstance(one, Mapping) and one.get("operationId") == operation for one in found)

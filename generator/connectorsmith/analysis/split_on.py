"""How many runs of a flow an output of a trigger starts: one for each element of its list, or one.

The designer finds the list as https://github.com/Azure/LogicAppsUX does: the output itself, or the end of a chain of
single properties that are not internal.
"""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.hidden import is_hidden
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.schema import Schema
from connectorsmith.model.values import Json

BATCH = "batch"
_DEEPEST = 50


def split_path(connector: Connector, schema: Schema | None) -> tuple[str, ...] | None:
    """The properties that lead to the list whose elements start runs; ``None`` without such a list."""
    path: list[str] = []
    while schema is not None and len(path) < _DEEPEST:
        inside = connector.resolve(schema)
        if inside.type == "array" or inside.items is not None:
            return tuple(path)
        visible = [(name, below) for name, below, _ in fields(connector, inside) if not is_hidden(connector, below)]
        if len(visible) != 1:
            return None
        name, schema = visible[0]
        path.append(name)
    return None


def run_values(connector: Connector, operation: Operation, schema: Schema | None, value: Json) -> tuple[Json, ...]:
    """The parts of a trigger's output that start a run each."""
    path = split_path(connector, schema) if operation.trigger == BATCH else None
    found = value
    for name in path or ():
        found = found.get(name) if isinstance(found, Mapping) else None
    return tuple(found) if path is not None and isinstance(found, list) else (value,)


def runs_of(connector: Connector, operation: Operation, schema: Schema | None, value: Json) -> int:
    """How many runs a value of a trigger's output starts."""
    return len(run_values(connector, operation, schema, value))

"""One run of a flow for each item of a trigger's answer, where the designer adds ``splitOn``."""

from __future__ import annotations

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.maker_view import returned
from connectorsmith.model import Connector, Json, Operation

_LEVELS = 10


def split_path(connector: Connector, operation: Operation) -> tuple[str, ...] | None:
    """Where the list of items is in the answer of a trigger, ``None`` where there is none to split.

    It is the answer itself, or at the end of objects that each have a single property which is not internal.
    """
    schema = returned(connector, operation)
    if operation.trigger != "batch" or schema is None:
        return None
    path: tuple[str, ...] = ()
    for _ in range(_LEVELS):
        schema = connector.resolve(schema)
        if schema.type == "array" or schema.items is not None:
            return path
        visible = [(name, field) for name, field, _ in fields(connector, schema) if field.visibility != "internal"]
        if len(visible) != 1:
            return None
        path, schema = (*path, visible[0][0]), visible[0][1]
    return None


def runs(connector: Connector, operation: Operation, body: Json) -> tuple[Json, ...]:
    """What starts a run each: the items of the answer, or the answer as a whole."""
    path = split_path(connector, operation)
    if path is None:
        return (body,)
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return tuple(body) if isinstance(body, list) else ()

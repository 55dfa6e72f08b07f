"""The schemas of requests, references followed: the part of a connector that makers fill in."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import parts_of_schema, schemas_of_parameter, written_parameters
from connectorsmith.analysis.memoize import memoized_parts
from connectorsmith.model.connector import Connector
from connectorsmith.model.schema import Schema


@memoized_parts
def sent_schemas(connector: Connector) -> Iterator[Schema]:
    """Every schema of the parameters and of the definitions they lead to, each once."""
    definitions = connector.definitions or {}
    waiting: list[Schema] = []
    for parameter in written_parameters(connector):
        waiting += schemas_of_parameter(parameter)
    opened: set[str] = set()
    while waiting:
        for schema in parts_of_schema(waiting.pop()):
            yield schema
            name = schema.definition if schema.ref is not None else None
            if name is not None and name in definitions and name not in opened:
                opened.add(name)
                waiting.append(definitions[name])

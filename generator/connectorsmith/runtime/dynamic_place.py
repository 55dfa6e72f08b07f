"""The schema of an input by its name, ``id`` or ``body/owner/name``; of lists, that of their items counts as well."""

from __future__ import annotations

from connectorsmith.analysis.fields import field_named
from connectorsmith.analysis.named_parameters import named_parameters
from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Operation, Schema
from connectorsmith.runtime.typed_input import input_keys


def input_schema(connector: Connector, operation: Operation, name: str) -> Schema:
    """The schema of an input. Raises UnknownNameError."""
    named = named_parameters(connector, operation).by_name
    if name in named:
        return named[name].content
    first, _, path = name.partition("/")
    body = next((one for key, one in named.items() if one.location == "body" and first in (key, "body")), None)
    schema = None if body is None else body.content
    for step in (one for one in path.split("/") if one):
        schema = None if schema is None else field_named(connector, _opened(connector, schema), step)
    if schema is None:
        raise UnknownNameError(f"input of {operation.id}", name, input_keys(connector, operation))
    return schema


def _opened(connector: Connector, schema: Schema) -> Schema:
    """The object itself, or the items of a list."""
    inside = connector.resolve(schema)
    return connector.resolve(inside.items) if inside.items is not None else inside


def carriers(connector: Connector, schema: Schema) -> tuple[Schema, ...]:
    """The schemas that may carry an extension: the value as it is written, its definition, and the items of a list."""
    inside = connector.resolve(schema)
    return (schema, inside) if inside.items is None else (schema, inside, inside.items, connector.resolve(inside.items))

"""The type of an input that a call describes: a value in a form, such as ``body/fields/age``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectorsmith.errors import UnknownNameError
from connectorsmith.model import Connector, Json, Operation
from connectorsmith.runtime.dynamic_place import input_schema
from connectorsmith.runtime.dynamic_schema import schema_extension
from connectorsmith.runtime.typed_input import declared_type


def form_of(connector: Connector, operation: Operation, key: str, client: str) -> str | None:
    """The input whose form has a value, such as ``body`` for ``body/age``; ``None`` for a value with a declared type.

    Raises UnknownNameError if the operation has no such input.
    """
    if declared_type(connector, operation, key) is not None:
        return None
    steps = key.split("/")
    for end in range(len(steps) - 1, 0, -1):
        form = "/".join(steps[:end])
        try:
            schema = input_schema(connector, operation, form)
        except UnknownNameError:
            continue
        if schema_extension(connector, schema, client) is not None:
            return form
    return None


def type_in_form(schema: Mapping[str, Json], steps: Sequence[str]) -> str | None:
    """The type of the value at a path of names in a schema as JSON; ``None`` where the schema has none for it."""
    inside: Json = schema
    for step in steps:
        properties = inside.get("properties") if isinstance(inside, Mapping) else None
        inside = properties.get(step) if isinstance(properties, Mapping) else None
    kind = inside.get("type") if isinstance(inside, Mapping) else None
    kinds = kind if isinstance(kind, list) else [kind]
    return next((one for one in kinds if isinstance(one, str) and one != "null"), None)

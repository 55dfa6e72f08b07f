"""The dynamic content of an input: the choices of a dropdown, the nodes of a picker, or the fields of a form."""

from __future__ import annotations

from typing import TypeAlias

from connectorsmith.runtime.dynamic_call import Asker
from connectorsmith.runtime.dynamic_list import Choices, choices, list_extension
from connectorsmith.runtime.dynamic_place import input_schema
from connectorsmith.runtime.dynamic_schema import DynamicFields, input_fields, output_fields
from connectorsmith.runtime.dynamic_tree import Nodes, has_tree, nodes

Offer: TypeAlias = Choices | Nodes | DynamicFields
OUTPUTS = "response"
"""The name that represents what an operation gives back."""


async def offer(asker: Asker, name: str) -> Offer:
    """The choices or fields of an input, or of ``response``. Raises UnknownNameError for any other name."""
    if name == OUTPUTS:
        return await output_fields(asker)
    connector = asker.gateway.connector
    schema = input_schema(connector, asker.operation, name)
    if has_tree(connector, schema):
        return await nodes(asker, name)
    if list_extension(connector, schema, asker.client) is not None:
        return await choices(asker, name)
    return await input_fields(asker, name)

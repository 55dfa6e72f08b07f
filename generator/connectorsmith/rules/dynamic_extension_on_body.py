"""A dropdown or a form is described on the body and not in its schema.

Why: the body as a whole is no field that a maker fills in; the platform looks for the description in the schema.
Write: options or fields on a property of the body, or under schema.
Bad:
    body: {schema: {properties: {id: string}}, options: {operation: ListOrders, value: id, title: name}}
Good:
    body: {properties: {id: {type: string, options: {operation: ListOrders, value: id, title: name}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicExtensionDefinitionNotAllowedInParameter
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.model.parts import written_parameters
from connectorsmith.rules._dynamic import place


@rule(Severity.ERROR, code="DynamicExtensionDefinitionNotAllowedInParameter")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for dynamic extensions on every body itself."""
    for parameter in written_parameters(connector):
        for word in _written(parameter.value) if parameter.location == "body" else ():
            at = place(parameter.value, word)
            message = f"`{at.key}` stands on the body and not in its schema"
            yield Finding(at, message, "move it under schema, or to the property it is meant for")


def _written(value: Schema) -> Iterator[str]:
    """The words of the dynamic extensions on a parameter; those that one description writes come once."""
    if value.dynamic_values is not None or value.dynamic_list is not None:
        yield "dynamic-list" if value.dynamic_values is None else "dynamic-values"
    if value.dynamic_schema is not None or value.dynamic_properties is not None:
        yield "dynamic-properties" if value.dynamic_schema is None else "dynamic-schema"
    if "x-ms-dynamic-tree" in value.extra:
        yield "dynamic-tree"

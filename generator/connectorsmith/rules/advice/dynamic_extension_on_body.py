"""A dropdown or a form is described on the body and not in its schema.

Why: the body as a whole is not a field that a maker fills in; the platform looks for the description in the schema.
Write: options or fields on a property of the body, or under schema.
Bad:
    body: {schema: {properties: {id: string}}, options: {operation: ListOrders, value: id, title: name}}
Good:
    body: {properties: {id: {type: string, options: {operation: ListOrders, value: id, title: name}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DynamicExtensionDefinitionNotAllowedInParameter
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.analysis.dynamic_calls import pointer_of
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.support.message_words import key

_WORDS = {
    "dynamic-values": "dynamic_values",
    "dynamic-list": "dynamic_list",
    "dynamic-schema": "dynamic_schema",
    "dynamic-properties": "dynamic_properties",
}


@rule(Severity.ERROR, code="DynamicExtensionDefinitionNotAllowedInParameter")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for dynamic extensions on every body itself."""
    for parameter in written_parameters(connector):
        for at in _places(parameter.value) if parameter.location == "body" else ():
            message = f"`{key(at, str(at.key))}` is on the body and not in its schema"
            yield Finding(at, message, "move it under schema, or to the property it is meant for")


def _places(value: Schema) -> Iterable[Pointer]:
    """The places of the dynamic extensions on a parameter; twins that a spec writes as one have one place."""
    found = [word for word, attribute in _WORDS.items() if getattr(value, attribute) is not None]
    tree = ["dynamic-tree"] if "x-ms-dynamic-tree" in value.extra else []
    return dict.fromkeys(pointer_of(value, word) for word in (*found, *tree))

"""A dropdown or a form gives a value to a name that is a parameter of the called operation and a property of its body.

Why: it is undefined which of the two gets the value.
Write: the property with the body before it, body/name, or another name for the parameter.
Bad:
    options: {operation: FindOrders, value: id, title: name, with: {shop: shop}}    # shop is in the path and the body
Good:
    options: {operation: FindOrders, value: id, title: name, with: {body/shop: shop}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationParameterNameIsAmbiguous
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.dynamic_calls import Argument, DynamicCall, dynamic_schemas, lookups
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.rules.support.dynamic_arguments import meanings, path_in_body, whole_path


@rule(Severity.WARNING, code="OperationParameterNameIsAmbiguous")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up what the name of every argument means in the called operation."""
    operations = {operation.id: operation for operation in connector.operations}
    for lookup in _deciding(connector):
        called = operations.get(lookup.operation)
        for argument in lookup.arguments if called is not None else ():
            if called is not None and meanings(connector, called, argument.name).ambiguous:
                message = f'"{argument.name}" is a parameter of {called.id}, and a property of its body'
                yield Finding(argument.at, message, _hint(connector, called, argument, lookup.word))


def _deciding(connector: Connector) -> Iterator[DynamicCall]:
    """Every lookup but those in the older form with the newer one beside them, which alone can say what is meant."""
    for schema in dynamic_schemas(connector):
        found = lookups(schema)
        words = {lookup.word for lookup in found}
        yield from (lookup for lookup in found if _NEWER.get(lookup.word) not in words)


def _hint(connector: Connector, called: Operation, argument: Argument, word: str) -> str:
    if word in _NEWER:
        return whole_path(connector, called, argument.name, word, argument.at)
    return f"write {path_in_body(connector, called, argument.name)} if the property is meant"


_NEWER: Final = {"dynamic-values": "dynamic-list", "dynamic-schema": "dynamic-properties"}

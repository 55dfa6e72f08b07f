"""A dropdown or a form gives a value to a parameter that the called operation does not have.

Why: the value is dropped, and the platform refuses the connector.
Write: under "with" the parameters of the called operation on the left, with their names as the API knows them.
Bad:
    options: {operation: ListCustomers, value: id, title: name, with: {shpo: shop}}
Good:
    options: {operation: ListCustomers, value: id, title: name, with: {shop: shop}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import all_calls
from connectorsmith.analysis.named_parameters import named_parameters
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.property_path import follow, known_paths
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Operation
from connectorsmith.rules.support.phrases import both


@rule(Severity.ERROR, code="OperationParameterNameNotFound")
def check(connector: Connector) -> Iterator[Finding]:
    """Look the name of every argument up among the parameters of the called operation."""
    operations = {operation.id: operation for operation in connector.operations}
    for call in all_calls(connector):
        operation = operations.get(call.operation)
        for argument in call.arguments if operation else ():
            if operation and not accepts(connector, operation, argument.name):
                names = [parameter.name for parameter in parameters(connector, operation) if parameter.name]
                likely = suggest(argument.name, names)
                hint = f'did you mean "{likely}"?' if likely else f"it has {both(names)}" if names else None
                message = f'{call.operation} has no parameter "{argument.name}"'
                yield Finding(
                    argument.at, message, hint or f"leave `{call.key('arguments')}` out: it has no parameters"
                )


def accepts(connector: Connector, operation: Operation, name: str) -> bool:
    """Tell whether an operation has a parameter, or a property of its body, of this name or path."""
    known = named_parameters(connector, operation)
    if known.incomplete or name in known.by_name:
        return True
    for parameter in parameters(connector, operation):
        if parameter.location == "body":
            path = name.removeprefix(f"{parameter.name}/")
            if follow(connector, parameter.content, path) is not None:
                return True
            if any(inside.endswith(f"/{path}") for inside in known_paths(connector, parameter.content)):
                return True
    return False

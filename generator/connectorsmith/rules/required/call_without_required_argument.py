"""A dropdown or a form does not give the called operation a parameter that it requires.

Why: the call fails each time, and the dropdown stays empty.
Write: under "with" every required parameter of the called operation that has no default.
Bad:
    options: {operation: ListCustomers, value: id, title: name}
Good:
    options: {operation: ListCustomers, value: id, title: name, with: {shop: shop}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import DynamicCall, all_calls
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ABSENT, Connector, Operation
from connectorsmith.rules.support.phrases import both


@rule(Severity.ERROR, code="OperationMissingRequiredProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the arguments of every call with what is required; one that goes nowhere is left to its own rule."""
    operations = {operation.id: operation for operation in connector.operations}
    required = {name: _required(connector, operation) for name, operation in operations.items()}
    for call in all_calls(connector):
        operation = operations.get(call.operation)
        given = {argument.name for argument in call.arguments}
        missing = [name for name in required.get(call.operation, ()) if name not in given]
        if operation and missing and not _misspelt(connector, operation, call):
            names = both(f'"{name}"' for name in missing)
            yield Finding(call.named, f"{call.operation} requires {names}", _hint(call, missing[0]))


def _hint(call: DynamicCall, name: str) -> str:
    word = call.key("arguments")
    if word == "with":
        return f"add with: {{{name}: …}}, from a parameter of this operation or as {{value: …}}"
    return f'add "{name}" under {word}, with a parameter of this operation or a constant'


def _required(connector: Connector, operation: Operation) -> list[str]:
    return [
        parameter.name
        for parameter in parameters(connector, operation)
        if parameter.name and parameter.required and parameter.location != "body" and parameter.value.default is ABSENT
    ]


def _misspelt(connector: Connector, operation: Operation, call: DynamicCall) -> bool:
    """Whether an argument goes nowhere; in a body it may be a property."""
    listed = parameters(connector, operation)
    names = {parameter.name for parameter in listed}
    unknown = any(argument.name not in names for argument in call.arguments)
    return unknown and all(parameter.location != "body" for parameter in listed)

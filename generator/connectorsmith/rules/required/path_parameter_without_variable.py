"""A path parameter has no place in the path.

Why: the value would be asked for and sent nowhere, and the platform refuses the connector.
Write: the parameter's name in braces in the path, or another "in".
Bad:
    GetOrder: {call: GET /orders, parameters: [{name: id, in: path, type: string}]}
Good:
    GetOrder: {call: "GET /orders/{id}", parameters: [{name: id, in: path, type: string}]}
Source: https://spec.openapis.org/oas/v2.0#path-templating
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import listed_parameters
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Operation, Parameter


@rule(Severity.ERROR, code="PathParameterNotDefinedInTemplate")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every path parameter up in the path; a path that lacks a parameter as well is left to the other rule."""
    for path, item in (connector.paths or {}).items():
        shared = [(parameter, parameter.at) for parameter in item.parameters or ()]
        yield from _spare(connector, Operation("get", path), shared)
        for operation in item.operations.values():
            if _complete(connector, operation):
                yield from _spare(connector, operation, list(listed_parameters(operation)))


def _complete(connector: Connector, operation: Operation) -> bool:
    found = {parameter.name for parameter in parameters(connector, operation) if parameter.location == "path"}
    return found.issuperset(operation.variables)


def _spare(connector: Connector, operation: Operation, listed: list[tuple[Parameter, Pointer]]) -> Iterator[Finding]:
    for parameter, at in listed:
        found = connector.parameter(parameter)
        if found.location == "path" and found.name not in operation.variables:
            message = f'the path parameter "{found.name}" does not occur in {operation.path}'
            yield Finding(at, message, f"write {{{found.name}}} in the path, or remove the parameter")

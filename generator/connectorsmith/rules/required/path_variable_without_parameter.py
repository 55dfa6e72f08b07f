"""The path of a call has a variable that is not a parameter of the operation.

Why: its value is unknown, so that the call cannot be made.
Write: a parameter of that name with "in: path", in the operation or under "paths".
Bad:
    GetOrder: {call: "GET /orders/{id}"}
Good:
    GetOrder: {call: "GET /orders/{id}", parameters: [{name: id, in: path, type: string}]}
Source: https://spec.openapis.org/oas/v2.0#path-templating
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation, Parameter


@rule(Severity.ERROR, code="OperationMissingPathParameter")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every variable of every path up among the operation's parameters."""
    for operation in connector.operations:
        listed = parameters(connector, operation)
        if any(parameter.ref is not None for parameter in listed):
            continue  # an unresolved reference, which another rule reports
        known = {parameter.name for parameter in listed if parameter.location == "path"}
        for variable in operation.variables:
            if variable not in known:
                message = f"{operation.path} has the variable {{{variable}}}, and no path parameter has that name"
                yield Finding(operation.at / "call", message, _hint(operation, variable, listed))


def _hint(operation: Operation, variable: str, listed: tuple[Parameter, ...]) -> str:
    elsewhere = [parameter.location for parameter in listed if parameter.name == variable]
    if elsewhere:
        found = f"is in: {elsewhere[0]}" if elsewhere[0] else "does not say where it is"
        return f'the parameter "{variable}" {found}; write in: path'
    spare = [item.name for item in listed if item.location == "path" and item.name not in operation.variables]
    if len(spare) == 1:
        return f'the path parameter "{spare[0]}" does not occur in the path; give both the same name'
    return f"add {{name: {variable}, in: path, type: string}} to the parameters"

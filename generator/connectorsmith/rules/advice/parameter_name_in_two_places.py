"""Two parameters of an operation have one name in different places.

Why: flows and apps keep the value of a parameter by its name alone, so that both places get one value.
Write: another name for one of them, and a policy or custom code that sends it under the name of the API.
Bad:
    call: "GET /orders/{id}"
    parameters: [{name: id, in: path, type: string}, {name: id, in: query, type: string}]
Good:
    call: "GET /orders/{id}"
    parameters: [{name: id, in: path, type: string}, {name: line, in: query, type: string}]
Source: pull request 1611 of microsoft/Power-Fx
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Parameter


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the names of the parameters of every operation, those of its path included."""
    reported: set[int] = set()
    for operation in connector.operations:
        first: dict[str, Parameter] = {}
        for parameter in parameters(connector, operation):
            other = first.setdefault(parameter.name, parameter) if parameter.name else parameter
            if other.location != parameter.location and id(parameter) not in reported:
                reported.add(id(parameter))
                where = f"in {other.location} and in {parameter.location}"
                message = f'"{parameter.name}" is a parameter of {operation.id or "the operation"} {where}'
                related = (("the other one", other.at),)
                yield Finding(parameter.at, message, "give one of them another name", related)

"""The list of an operation has two parameters that are the same in everything.

Why: the second one is a copy that was left behind; the platform refuses lists with equal members.
Write: each parameter once.
Bad:
    parameters: [id, limit, id]
Good:
    parameters: [id, limit]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationParametersAreNotUnique
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import listed_parameters
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Parameter


@rule(Severity.ERROR, code="OperationParametersAreNotUnique")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the members of the list of every operation with those of the same name and place."""
    for operation in connector.operations:
        alike: dict[tuple[str | None, ...], list[tuple[Parameter, Pointer]]] = {}
        for parameter, at in listed_parameters(operation):
            others = alike.setdefault((parameter.ref, parameter.name, parameter.location), [])
            first = next((place for other, place in others if other == parameter), None)
            if first is not None:
                message = f"{operation.id or 'the operation'} lists {_called(parameter)} twice, in the same words"
                yield Finding(at, message, "remove one of the two", (("first listed here", first),))
            others.append((parameter, at))


def _called(parameter: Parameter) -> str:
    return f'"{parameter.name or parameter.ref}"'

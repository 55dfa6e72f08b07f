"""A parameter is named connectionId.

Why: the platform keeps that name for itself; it says through which connection a call goes.
Write: another name, if the API has one, or a policy that sets the value.
Bad:
    parameters: [{name: connectionId, in: query, type: string}]
Good:
    parameters: [{name: lineId, in: query, type: string}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ConnectionIdParameterNotAllowed
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ConnectionIdParameterNotAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the name of every parameter; upper and lower case count as the same."""
    for parameter in written_parameters(connector):
        if (parameter.name or "").casefold() == "connectionid":
            message = f'a parameter is named "{parameter.name}", which the platform keeps for itself'
            hint = "use another name of the API, or set the value with a policy: setqueryparameter, setheader"
            yield Finding(parameter.at / "name", message, hint)

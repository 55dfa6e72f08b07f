"""A parameter at the root is itself a reference to a parameter.

Why: the platform follows one reference and not a second, and refuses the connector.
Write: the parameter itself at the root.
Bad:
    parameters:
      page: {$ref: "#/parameters/limit", by: reference}
Good:
    parameters:
      page: {in: query, type: integer, by: reference}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ParameterRefLoopNotAllowed
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ParameterRefLoopNotAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for references among the parameters at the root."""
    for name, parameter in (connector.parameters or {}).items():
        if parameter.ref is not None:
            message = f'the shared parameter "{name}" is a reference to {parameter.ref}'
            yield Finding(parameter.at / "$ref", message, "write the parameter itself here")

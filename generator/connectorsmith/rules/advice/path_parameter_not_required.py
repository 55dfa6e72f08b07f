"""A path parameter may be left out.

Why: without the value there is no address to call; the platform refuses the connector.
Write: nothing, "in: path" implies that a parameter is required.
Bad:
    {name: id, in: path, required: false, type: string}
Good:
    {name: id, in: path, type: string}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PathParameterMustBeRequired
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.fix import Fix
from connectorsmith.model import Connector


@rule(Severity.ERROR, fixable=True, code="PathParameterMustBeRequired")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the mark on every path parameter."""
    for parameter in written_parameters(connector):
        if parameter.location == "path" and not parameter.required:
            at = parameter.at / "required"
            fix = Fix.drop(parameter.at / "absent", "required") if parameter.required is None else Fix.remove(at)
            message = f'the path parameter "{parameter.name}" is not required'
            yield Finding(at, message, "write required: true; a spec implies it for in: path", fixes=(fix,))

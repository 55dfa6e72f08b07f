"""A parameter that makers do not see has a default, and may be left out.

Why: a flow sends the default, an app (Power Fx) leaves out what is optional and internal, so that the API gets
    different calls.
Write: required: true beside the default.
Bad:
    {name: source, in: query, type: string, visibility: internal, default: flow}
Good:
    {name: source, in: query, type: string, visibility: internal, default: flow, required: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InternalPropertyWithDefaultOptional; for what is inside a body there is PropertyMustBeRequired
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ABSENT, Connector


@rule(Severity.WARNING, code="InternalPropertyWithDefaultOptional")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the internal parameters with a default; a body has its default in its schema."""
    for parameter in written_parameters(connector):
        internal = parameter.visibility == "internal" and parameter.value.default is not ABSENT
        if internal and not parameter.required and parameter.location != "body":
            message = f'"{parameter.name}" is internal and has a default, but is not required'
            yield Finding(parameter.at, message, "write required: true, so that the default is sent")

"""A requirement asks for scopes, and its security definition is not OAuth 2.0.

Why: keys and passwords have no scopes; the platform refuses the connector.
Write: an empty list.
Bad:
    security: [{Key: [read]}]         # Key: {type: apiKey, in: header, name: X-Key}
Good:
    security: [{Key: []}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SecurityRequirementMustHaveEmptyValue
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Fix, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.security import requirements, security_definitions


@rule(Severity.ERROR, fixable=True, code="SecurityRequirementMustHaveEmptyValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the scopes of every requirement that names a definition of another type."""
    types = {name: definition.get("type") for name, definition, _ in security_definitions(connector)}
    for requirement in requirements(connector):
        kind = types.get(requirement.name)
        if requirement.scopes and kind in ("basic", "apiKey"):
            message = f'the security definition "{requirement.name}" is of the type {kind}, which has no scopes'
            fix = Fix.set(requirement.at, [])
            yield Finding(requirement.at, message, "write an empty list: []", fixes=(fix,))

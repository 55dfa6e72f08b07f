"""A requirement asks for a scope that its security definition does not have.

Why: users cannot consent to a scope without a description.
Write: the scope under scopes of the security definition, or a scope that is there.
Bad:
    security: [{Login: [read]}]       # scopes of Login: {write: Change orders}
Good:
    security: [{Login: [write]}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OAuthSecurityRequirementValueMustBeScopeName
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.security import requirements, security_definitions


@rule(Severity.ERROR, code="OAuthSecurityRequirementValueMustBeScopeName")
def check(connector: Connector) -> Iterator[Finding]:
    """Look every scope of every requirement up in its definition."""
    scopes = {
        name: definition.get("scopes", {})
        for name, definition, _ in security_definitions(connector)
        if definition.get("type") == "oauth2" and isinstance(definition.get("scopes", {}), dict)
    }
    for requirement in requirements(connector):
        known = scopes.get(requirement.name)
        for index, scope in enumerate(requirement.scopes if isinstance(requirement.scopes, list) else ()):
            if known is not None and isinstance(scope, str) and scope not in known:
                likely = suggest(scope, known)
                hint = f'did you mean "{likely}"?' if likely else "add it under scopes of the security definition"
                message = f'the security definition "{requirement.name}" has no scope "{scope}"'
                yield Finding(requirement.at / index, message, hint)

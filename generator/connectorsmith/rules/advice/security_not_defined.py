"""A requirement names a security definition that does not exist.

Why: a misspelt name asks for nothing at all.
Write: the name as it is under securityDefinitions.
Bad:
    security: [{ApiKey: []}]          # under securityDefinitions it is Key
Good:
    security: [{Key: []}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SecurityRequirementMustBeDefined. About 2 in 100 published connectors break it.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.security import requirements, security_definitions


@rule(Severity.WARNING, code="SecurityRequirementMustBeDefined", error_in=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every requirement up among the definitions."""
    known = [name for name, _, _ in security_definitions(connector)]
    for requirement in requirements(connector):
        if requirement.name not in known:
            likely = suggest(requirement.name, known)
            hint = f'did you mean "{likely}"?' if likely else "add it under securityDefinitions"
            yield Finding(requirement.at, f'there is no security definition "{requirement.name}"', hint)

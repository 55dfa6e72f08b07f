"""A requirement names a security definition without a list of scopes.

Why: the platform refuses a requirement that has no list, even if there are no scopes.
Write: an empty list where no scope is needed.
Bad:
    raw: {security: [{Key: null}]}
Good:
    security: [{Key: []}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SecurityRequirementMustHaveValue
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.security import requirements


@rule(Severity.ERROR, code="SecurityRequirementMustHaveValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the list of every requirement."""
    for requirement in requirements(connector):
        if requirement.scopes is None:
            message = f'the requirement "{requirement.name}" has no list of scopes'
            yield Finding(requirement.at, message, "write an empty list: []")

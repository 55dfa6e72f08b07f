"""exclusiveMaximum is written where there is no maximum.

Why: it says that the value of maximum itself is not allowed, and says nothing without it; the platform refuses it.
Write: maximum beside it, or leave it out.
Bad:
    size: {type: integer, exclusiveMaximum: true}
Good:
    size: {type: integer, maximum: 10, exclusiveMaximum: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ExclusiveMaximumRequiresMaximum
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import alone


@rule(Severity.ERROR, code="ExclusiveMaximumRequiresMaximum")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the maximum beside every exclusiveMaximum."""
    return alone(connector, "exclusiveMaximum", "maximum")

"""exclusiveMinimum is written where there is no minimum.

Why: it says that the value of minimum itself is not allowed, and says nothing without it; the platform refuses it.
Write: minimum beside it, or leave it out.
Bad:
    size: {type: integer, exclusiveMinimum: true}
Good:
    size: {type: integer, minimum: 10, exclusiveMinimum: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ExclusiveMinimumRequiresMinimum
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import alone


@rule(Severity.ERROR, code="ExclusiveMinimumRequiresMinimum")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the minimum beside every exclusiveMinimum."""
    return alone(connector, "exclusiveMinimum", "minimum")

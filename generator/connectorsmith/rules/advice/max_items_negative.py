"""maxItems is less than zero.

Why: no list is that short; the platform refuses the connector.
Write: zero or more, or nothing.
Bad:
    parties: {type: array of string, maxItems: -1}
Good:
    parties: {type: array of string, maxItems: 0}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MaxItemsMustBeGreaterThanOrEqualToZero
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import below_zero


@rule(Severity.ERROR, code="MaxItemsMustBeGreaterThanOrEqualToZero")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every maxItems that is written."""
    return below_zero(connector, "maxItems")

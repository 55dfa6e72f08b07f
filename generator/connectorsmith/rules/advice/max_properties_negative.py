"""maxProperties is less than zero.

Why: no object has that few properties; the platform refuses the connector.
Write: zero or more, or nothing.
Bad:
    labels: {type: object, maxProperties: -1}
Good:
    labels: {type: object, maxProperties: 0}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MaxPropertiesMustBeGreaterThanOrEqualToZero
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import below_zero


@rule(Severity.ERROR, code="MaxPropertiesMustBeGreaterThanOrEqualToZero")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every maxProperties that is written."""
    return below_zero(connector, "maxProperties")

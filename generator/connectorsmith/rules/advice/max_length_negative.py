"""maxLength is less than zero.

Why: no text is that short; the platform refuses the connector.
Write: zero or more, or nothing.
Bad:
    note: {type: string, maxLength: -1}
Good:
    note: {type: string, maxLength: 0}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MaxLengthMustBeGreaterThanOrEqualToZero
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import below_zero


@rule(Severity.ERROR, code="MaxLengthMustBeGreaterThanOrEqualToZero")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every maxLength that is written."""
    return below_zero(connector, "maxLength")

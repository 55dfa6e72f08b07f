"""minLength is less than zero.

Why: no text is that short; the platform refuses the connector.
Write: zero or more, or nothing.
Bad:
    note: {type: string, minLength: -1}
Good:
    note: {type: string, minLength: 0}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MinLengthMustBeGreaterThanOrEqualToZero
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import below_zero


@rule(Severity.ERROR, code="MinLengthMustBeGreaterThanOrEqualToZero")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every minLength that is written."""
    return below_zero(connector, "minLength")

"""minItems is less than zero.

Why: no list is that short; the platform refuses the connector.
Write: zero or more, or nothing.
Bad:
    parties: {type: array of string, minItems: -1}
Good:
    parties: {type: array of string, minItems: 0}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MinItemsMustBeGreaterThanOrEqualToZero
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import below_zero


@rule(Severity.ERROR, code="MinItemsMustBeGreaterThanOrEqualToZero")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at every minItems that is written."""
    return below_zero(connector, "minItems")

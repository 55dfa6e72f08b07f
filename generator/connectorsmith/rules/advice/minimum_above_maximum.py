"""minimum is more than maximum.

Why: no number lies between the two, so that no value is allowed.
Write: the smaller number as minimum, the larger one as maximum.
Bad:
    size: {type: integer, minimum: 10, maximum: 1}
Good:
    size: {type: integer, minimum: 1, maximum: 1}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MinimumShouldBeLessThanOrEqualToMaximum
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import crossed


@rule(Severity.WARNING, code="MinimumShouldBeLessThanOrEqualToMaximum")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the two wherever both are written."""
    return crossed(connector, "minimum", "maximum")

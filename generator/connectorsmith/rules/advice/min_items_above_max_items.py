"""minItems is more than maxItems.

Why: no list is long enough and short enough, so that no value is allowed.
Write: the smaller number as minItems, the larger one as maxItems.
Bad:
    parties: {type: array of string, minItems: 5, maxItems: 2}
Good:
    parties: {type: array of string, minItems: 2, maxItems: 5}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MinItemsShouldBeLessThanOrEqualToMaxItems
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import crossed


@rule(Severity.WARNING, code="MinItemsShouldBeLessThanOrEqualToMaxItems")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the two wherever both are written."""
    return crossed(connector, "minItems", "maxItems")

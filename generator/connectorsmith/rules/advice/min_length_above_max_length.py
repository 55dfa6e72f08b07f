"""minLength is more than maxLength.

Why: no text is long enough and short enough, so that no value is allowed.
Write: the smaller number as minLength, the larger one as maxLength.
Bad:
    note: {type: string, minLength: 5, maxLength: 2}
Good:
    note: {type: string, minLength: 2, maxLength: 5}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MinLengthShouldBeLessThanOrEqualToMaxLength
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.bounds import crossed


@rule(Severity.WARNING, code="MinLengthShouldBeLessThanOrEqualToMaxLength")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the two wherever both are written."""
    return crossed(connector, "minLength", "maxLength")

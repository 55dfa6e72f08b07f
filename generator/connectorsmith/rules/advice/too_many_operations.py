"""The connector has more than 256 operations.

Why: the platform refuses a connector with more.
Write: several connectors, each for one part of the API.
Bad:
    300 operations in one connector
Good:
    200 operations here, and 100 in a connector of their own
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    TotalOperationsCountExceedsMaxAllowed; https://learn.microsoft.com/en-us/connectors/custom-connectors/faq
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_MOST: Final = 256


@rule(Severity.ERROR, code="TotalOperationsCountExceedsMaxAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the operations; the finding is placed at the first one too many."""
    operations = list(connector.operations)
    if len(operations) > _MOST:
        message = f"the connector has {len(operations)} operations, {_MOST} are allowed"
        yield Finding(operations[_MOST].at, message, "divide it into several connectors")

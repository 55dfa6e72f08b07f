"""The connector has more than two categories.

Why: the catalogue shows a connector in two categories at most.
Write: the two that fit best, with a semicolon between them.
Bad:
    metadata: {Categories: Sales and CRM;Productivity;Commerce}
Good:
    metadata: {Categories: Sales and CRM;Productivity}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    TooManyConnectorCategories
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import CERTIFIED, INDEPENDENT_PUBLISHER
from connectorsmith.model import Connector

_MOST: Final = 2


@rule(Severity.ERROR, code="TooManyConnectorCategories", profiles=frozenset({CERTIFIED, INDEPENDENT_PUBLISHER}))
def check(connector: Connector) -> Iterator[Finding]:
    """Count the categories in the facts for the catalogue."""
    written = (connector.metadata or {}).get("Categories", "")
    count = len([name for name in written.split(";") if name.strip()])
    if count > _MOST:
        message = f"the connector has {count} categories, {_MOST} are allowed"
        yield Finding(connector.at / "metadata" / "Categories", message, "keep the two that fit best")

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
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.metadata import categories

_MOST: Final = 2


@rule(Severity.ERROR, code="TooManyConnectorCategories", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the categories in the facts for the catalogue."""
    found = [(name, at) for name, at in categories(connector) if name]
    if len(found) > _MOST:
        message = f"the connector has {len(found)} categories, {_MOST} are allowed"
        yield Finding(found[0][1], message, "keep the two that fit best")

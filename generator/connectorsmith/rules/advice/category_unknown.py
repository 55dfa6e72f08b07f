"""A category is not one of Microsoft's.

Why: makers filter the list of connectors by category; certification refuses any other.
Write: one or two of the known categories, with a semicolon between.
Bad:
    metadata: {Categories: Accounting}
Good:
    metadata: {Categories: Finance;Productivity}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvalidConnectorCategory;
    https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.metadata import categories

_KNOWN: Final = (
    "AI", "Business Management", "Business Intelligence", "Collaboration", "Commerce", "Communication",
    "Content and Files", "Finance", "Data", "Human Resources", "Internet of Things", "IT Operations",
    "Lifestyle and Entertainment", "Marketing", "Productivity", "Sales and CRM", "Security", "Social Media", "Website",
)  # fmt: skip  # many short entries, several a line


@rule(Severity.ERROR, code="InvalidConnectorCategory", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every category up, without regard to case and blanks."""
    known = {name.casefold() for name in _KNOWN}
    for category, at in categories(connector):
        if category.casefold() not in known:
            likely = suggest(category, _KNOWN)
            near = likely and likely[:1].casefold() == category[:1].casefold()  # Accounting is not Communication
            hint = f'did you mean "{likely}"?' if near else f"write one or two of {', '.join(_KNOWN)}"
            yield Finding(at, f'there is no category "{category}"', hint)

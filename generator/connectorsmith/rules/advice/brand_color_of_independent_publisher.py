"""A connector of a verified publisher has the colour of independent publishers.

Why: makers then do not take it for the connector of an independent publisher.
Write: the colour of the brand.
Bad:
    iconBrandColor: "#da3b01"
Good:
    iconBrandColor: "#00374b"
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    1 of about 600 certified connectors has it
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.model import Connector
from connectorsmith.model.files import INDEPENDENT_COLOR
from connectorsmith.rules.support.properties import properties_place


@rule(Severity.WARNING, profiles=frozenset({CERTIFIED}))
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the colour with the one."""
    color = (connector.properties and connector.properties.icon_brand_color) or ""
    if color.casefold() == INDEPENDENT_COLOR:
        at = properties_place(connector) / "iconBrandColor"
        yield Finding(at, f"{color} is the colour of independent publishers", "write the colour of the brand")

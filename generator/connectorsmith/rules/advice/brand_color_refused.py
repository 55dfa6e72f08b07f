"""The brand colour is white, or the blue that Microsoft gives to connectors without one.

Why: certification refuses both: the first cannot be seen, the second tells connectors apart no more.
Write: the colour of the brand.
Bad:
    iconBrandColor: "#007ee5"
Good:
    iconBrandColor: "#00374b"
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    4 of about 600 certified connectors have one of them; remark of a reviewer on pull request 1558 of
    microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.model import Connector
from connectorsmith.model.files import REFUSED_COLORS
from connectorsmith.rules.support.properties import properties_place


@rule(Severity.ERROR, profiles=frozenset({CERTIFIED}))
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the colour with the two."""
    color = (connector.properties and connector.properties.icon_brand_color) or ""
    if color.casefold() in REFUSED_COLORS:
        at = properties_place(connector) / "iconBrandColor"
        yield Finding(at, f"certification refuses the brand colour {color}", "write the colour of the brand")

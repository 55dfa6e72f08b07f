"""A connector of an independent publisher has a colour of its own.

Why: Microsoft gives all connectors of independent publishers one colour and checks it.
Write: "#da3b01" as iconBrandColor.
Bad:
    iconBrandColor: "#00374b"
Good:
    iconBrandColor: "#da3b01"
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission-ip;
    all of about 390 connectors of independent publishers have that colour
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import INDEPENDENT_PUBLISHER
from connectorsmith.model import Connector
from connectorsmith.model.files import INDEPENDENT_COLOR
from connectorsmith.rules.support.properties import properties_place


@rule(Severity.ERROR, profiles=frozenset({INDEPENDENT_PUBLISHER}))
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the colour with the one; a colour that is none is the offence of another rule."""
    color = (connector.properties and connector.properties.icon_brand_color) or INDEPENDENT_COLOR
    if color.casefold() != INDEPENDENT_COLOR:
        at = properties_place(connector) / "iconBrandColor"
        yield Finding(at, f"{color} is not the colour of independent publishers", f'write "{INDEPENDENT_COLOR}"')

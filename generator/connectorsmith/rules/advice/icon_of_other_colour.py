"""The background of the icon is not the brand colour.

Why: the platform paints the brand colour around the icon, so that another background shows as a frame.
Write: as iconBrandColor the colour of the icon's background.
Bad:
    iconBrandColor: "#00374b"         # icon.png is white around the logo
Good:
    iconBrandColor: "#00374b"         # icon.png is #00374b around the logo
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON, REFUSED_COLORS
from connectorsmith.rules.support.png import FULL, read_png
from connectorsmith.rules.support.properties import properties_place


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the upper left corner with the colour; a transparent one is another rule's offence."""
    image = read_png(connector.assets.get(ICON, b""))
    written = ((connector.properties and connector.properties.icon_brand_color) or "").casefold()
    if image is not None and image.corner is not None and image.corner[3] == FULL and _COLOR.fullmatch(written):
        color = "#{:02x}{:02x}{:02x}".format(*image.corner[:3])
        if color != written:
            message = f"the background of {ICON} is {color}, and the brand colour {written}"
            other = "" if color in REFUSED_COLORS else f', or write "{color}"'
            hint = f"fill the background with {written}{other}"
            yield Finding(properties_place(connector) / "iconBrandColor", message, hint)


_COLOR: Final = re.compile(r"#[0-9a-f]{6}")

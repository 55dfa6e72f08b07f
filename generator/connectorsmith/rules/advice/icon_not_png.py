"""The icon is not a PNG file.

Why: the platform and certification take PNG, and paconn uploads whatever the file holds.
Write: the picture saved as PNG.
Bad:
    icon.png                          # an SVG by another name
Good:
    icon.png                          # image/png
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON
from connectorsmith.rules.support.png import read_png


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the first bytes of the icon."""
    content = connector.assets.get(ICON)
    if content is not None and read_png(content) is None:
        yield Finding(
            Pointer(ICON),
            f"{ICON} is not in the format PNG",
            "save the picture as PNG, or remove the file: one is drawn for a spec",
        )

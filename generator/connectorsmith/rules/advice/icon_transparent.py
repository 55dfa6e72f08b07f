"""The background of the icon is transparent.

Why: the icon lies on backgrounds of different colours, on some of which a logo cannot be seen; certification sends
    it back.
Write: the brand colour behind the logo, up to the edges.
Bad:
    icon.png                          # a logo on nothing
Good:
    icon.png                          # a logo on the brand colour
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON
from connectorsmith.rules.support.png import FULL, read_png


@rule(Severity.WARNING, error_in=frozenset({CERTIFIED}))
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the opacity of the upper left corner."""
    image = read_png(connector.assets.get(ICON, b""))
    if image is not None and image.corner is not None and image.corner[3] < FULL:
        yield Finding(Pointer(ICON), f"the background of {ICON} is transparent", "fill it with the brand colour")

"""The icon is not square, or not of the size that certification asks for.

Why: the platform shows it in a square, small, and cuts or blurs another form; certification sends it back.
Write: a square of 100 to 230 pixels, the logo on about 70 % of it; without a file one is drawn for you.
Bad:
    icon.png                          # 64 x 64 pixels
Good:
    icon.png                          # 230 x 230 pixels
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.rule import CERTIFIED
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON, ICON_SIDES
from connectorsmith.rules.support.png import read_png


@rule(Severity.WARNING, error_in=frozenset({CERTIFIED}))
def check(connector: Connector) -> Iterator[Finding]:
    """Read the size from the header of the icon."""
    image = read_png(connector.assets.get(ICON, b""))
    least, most = ICON_SIDES
    if image is not None and (image.width != image.height or not least <= image.width <= most):
        message = f"{ICON} has {image.width} x {image.height} pixels"
        yield Finding(Pointer(ICON), message, f"make it a square of {least} to {most} pixels")

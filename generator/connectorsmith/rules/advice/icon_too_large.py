"""The icon has more bytes than the platform takes.

Why: the upload of an icon of more than one megabyte is refused.
Write: the picture with fewer pixels; 230 on each side are enough.
Bad:
    icon.png                          # 1.4 MB, 2,048 x 2,048 pixels
Good:
    icon.png                          # 12 kB, 230 x 230 pixels
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON, ICON_BYTES


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Measure the file."""
    size = len(connector.assets.get(ICON, b""))
    if size > ICON_BYTES:
        message = f"{ICON} has {size:,} bytes, {ICON_BYTES:,} are allowed"
        yield Finding(Pointer(ICON), message, "save it with fewer pixels: 230 on each side are enough")

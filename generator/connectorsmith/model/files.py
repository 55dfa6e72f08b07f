"""The files of a package: their names, and what the platform and certification ask of them."""

from __future__ import annotations

from typing import Final

DEFINITION_FILE: Final = "apiDefinition.swagger.json"
PROPERTIES_FILE: Final = "apiProperties.json"
SETTINGS: Final = "settings.json"
GENERATED_SCRIPT: Final = "script.csx, generated"
"""The script that recipes have become; among the assets of a connector where its size matters."""
README: Final = "readme.md"
SCRIPT: Final = "script.csx"
ICON: Final = "icon.png"
CUSTOMIZATIONS: Final = "customizations.xml"
"""The file of a solution that describes its connectors."""

DEFINITION_BYTES: Final = 1024 * 1024
"""https://learn.microsoft.com/en-us/connectors/custom-connectors/faq."""
SCRIPT_BYTES: Final = 1024 * 1024
"""https://learn.microsoft.com/en-us/connectors/custom-connectors/write-code."""
ICON_BYTES: Final = 1024 * 1024
ICON_SIDES: Final = (100, 230)
"""The least and the most pixels on each side of the icon, a square,
https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission."""
REFUSED_COLORS: Final = ("#ffffff", "#007ee5")
"""Brand colours that certification refuses: white, and the one of connectors without a colour."""
INDEPENDENT_COLOR: Final = "#da3b01"
"""The brand colour of all connectors of independent publishers."""
PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""The first bytes of pictures in the formats PNG, JPEG and GIF."""
PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
"""The first bytes of a PNG, https://www.w3.org/TR/png-3/#5PNG-file-signature."""

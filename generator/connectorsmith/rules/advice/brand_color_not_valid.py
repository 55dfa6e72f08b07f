"""The brand colour is missing, or is not six digits behind a "#".

Why: the platform paints the tile of the connector with it, and refuses properties without a colour that it can read.
Write: # and six hexadecimal digits, in quotes, since YAML takes what follows a "#" for a comment.
Bad:
    iconBrandColor: "00374b"
Good:
    iconBrandColor: "#00374b"
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    all of about 1,000 published connectors have such a colour
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.properties import properties_place
from connectorsmith.rules.support.properties_faults import is_reported


@rule(Severity.ERROR, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the characters of the colour; a package without properties has other troubles."""
    if connector.properties is not None:
        color = connector.properties.icon_brand_color
        at = properties_place(connector) / "iconBrandColor"
        if color is None and not is_reported(connector, at):
            yield Finding(at, "the connector has no brand colour", 'write for example iconBrandColor: "#00374b"')
        elif color is not None and not _COLOR.fullmatch(color):
            yield Finding(at, f'"{color}" is not a colour', "write # and six hexadecimal digits")


_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")

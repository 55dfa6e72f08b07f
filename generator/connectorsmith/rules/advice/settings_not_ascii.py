"""The settings of paconn have characters that are not ASCII.

Why: paconn reads the file in the encoding of the machine, so that Windows sees other characters.
Write: ASCII alone, with escapes for the rest.
Bad:
    {"icon": "é.png"}
Good:
    {"icon": "icon.png"}
Source: the source code of paconn 0.0.21
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import SETTINGS


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Report the first such character, at its place."""
    content = connector.assets.get(SETTINGS, b"")
    if content.isascii():
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:  # the offence of another rule
        return
    offset = next(index for index, character in enumerate(text) if not character.isascii())
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    message = f"{SETTINGS} has a character that is not ASCII"
    yield Finding(Pointer(SETTINGS) / line / column, message, f"write {json.dumps(text[offset])[1:-1]} in its place")

"""The definition is longer than a solution can hold.

Why: Dataverse keeps the definition of a connector that is added to a solution in a column of 500,000 characters.
Write: fewer operations and properties, or several connectors, if the connector is to be part of a solution.
Bad:
    an apiDefinition.swagger.json of 700,000 characters
Good:
    two connectors of 350,000 characters
Source: issue 3567 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.files import DEFINITION_FILE
from connectorsmith.source.json.read import decode_json


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the characters of the definition without the blanks and line ends between its values."""
    content = connector.assets.get(DEFINITION_FILE, b"")
    if len(content) > _MOST:
        size = _characters(content)
        if size > _MOST:
            message = f"the definition has {size:,} characters, a solution holds {_MOST:,}"
            yield Finding(connector.at, message, "divide it into several connectors")


def _characters(content: bytes) -> int:
    """The length when written without blanks; as it is if it cannot be read."""
    text = content.decode("utf-8-sig", "replace")
    try:
        return len(msgspec.json.encode(decode_json(text)).decode())
    except ValueError:
        return len(text)


_MOST: Final = 500_000

"""The description of the connector has less than 30 or more than 500 characters.

Why: it is all that the catalogue says of the connector; certification refuses it.
Write: what the connector is for, in two or three sentences.
Bad:
    info: {title: Orders, description: Orders of a shop.}
Good:
    info: {title: Orders, description: Reads and changes the orders of a shop.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FieldLengthNotInRange; seen in the log of a pull request of 2020 (Public 360)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector

_LEAST: Final = 30
_MOST: Final = 500


@rule(Severity.ERROR, code="FieldLengthNotInRange", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the characters of the description."""
    info = connector.info
    if info is None or info.description is None or _LEAST <= len(info.description) <= _MOST:
        return
    count = len(info.description)
    message = f"the description of the connector has {count} characters, {_LEAST} to {_MOST} are allowed"
    hint = "say what it is for" if count < _LEAST else "keep what it is for, and leave the rest to documentation"
    yield Finding(info.at / "description", message, hint)

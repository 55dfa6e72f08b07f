"""The connector has no description, or one with less than 30 or more than 500 characters.

Why: it is all that the catalogue says of the connector; certification refuses it.
Write: what the connector is for, in two or three sentences.
Bad:
    info: {title: Orders, description: Orders of a shop.}
Good:
    info: {title: Orders, description: Reads and changes the orders of a shop.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FieldLengthNotInRange; seen in the log of a pull request of 2020 (Public 360). Every published connector has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import counted

_LEAST: Final = 30
_MOST: Final = 500


@rule(Severity.ERROR, code="FieldLengthNotInRange", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the characters of the description; one that is missing or empty has a rule of its own."""
    info = connector.info
    if info is None or info.description is None:
        return
    if info.description.strip() and not _LEAST <= len(info.description) <= _MOST:
        count = counted(len(info.description), "character")
        message = f"the description of the connector has {count}, {_LEAST} to {_MOST} are allowed"
        short = len(info.description) < _LEAST
        hint = "say what it is for" if short else "keep what it is for, and leave the rest to documentation"
        yield Finding(info.at / "description", message, hint)

"""The description of the connector names a product of the platform.

Why: the connector works in all of them; certification refuses three of the names.
Write: "flow" and "app", or nothing.
Bad:
    info: {title: Orders, description: Reads the orders of a shop from Power Automate.}
Good:
    info: {title: Orders, description: Reads the orders of a shop from a flow.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ValueContainsRestrictedWords; the three names are those in the log of a pull request of 2020 (Public 360)
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import LOGGED_WORDS, first_word


@rule(Severity.ERROR, code="ValueContainsRestrictedWords", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the three names, in upper or lower case."""
    info = connector.info
    word = first_word(info.description or "", LOGGED_WORDS) if info is not None else None
    if info is not None and word is not None:
        message = f'the description of the connector names "{word}"'
        yield Finding(info.at / "description", message, 'write "flow" or "app", or leave it out')

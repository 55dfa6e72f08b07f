"""The title has a word that a title may not have.

Why: everything in the catalogue is a connector to an API, and the names of the platform's products are not yours.
Write: the name of your own product alone.
Bad:
    info: {title: Example Orders API}
Good:
    info: {title: Example Orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ValueContainsRestrictedWords; https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission.
    Seven of about 1,000 published connectors break it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import first_word

_WORDS: Final = (
    "API",
    "Connector",
    "Power Platform",
    "Power Apps",
    "Power Automate",
    "Power Pages",
    "Power Virtual Agents",
    "Logic Apps",
    "Copilot Studio",
)


@rule(Severity.ERROR, code="ValueContainsRestrictedWords", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the words in the title; parts of longer words, as in Rapid, are none."""
    info = connector.info
    word = first_word(info.title or "", _WORDS) if info is not None else None
    if info is not None and word is not None:
        message = f'the title "{info.title}" has the word "{word}"'
        yield Finding(info.at / "title", message, "write the name of the product alone")

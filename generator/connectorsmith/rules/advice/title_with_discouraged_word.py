"""The title has a word that the documentation does not want in titles, although connectors with it are published.

Why: everything in the catalogue is a connector to an API, and the names of the platform's products are not yours; a
    reviewer may send the connector back for it.
Write: the name of your own product alone.
Bad:
    info: {title: Example Orders API}
Good:
    info: {title: Example Orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission. Four of about 1,000
    published connectors have API or Connector in the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import LOGGED_WORDS, first_word

_WORDS: Final = (
    "API",
    "Connector",
    "Power Platform",
    "Power BI",
    "Power Pages",
    "Power Virtual Agents",
    "Copilot Studio",
)


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the words in the title; parts of longer words, as in Rapid, do not count."""
    info = connector.info
    if info is None or first_word(info.title or "", LOGGED_WORDS):
        return
    word = first_word(info.title or "", _WORDS)
    if word is not None:
        message = f'the title "{info.title}" has the word "{word}"'
        yield Finding(info.at / "title", message, "write the name of the product alone")

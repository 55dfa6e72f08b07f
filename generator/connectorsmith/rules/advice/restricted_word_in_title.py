"""The title names a product that certification refuses to see in it.

Why: the validator compares the title with a list of words, of which its logs show three.
Write: the name of your own product alone.
Bad:
    info: {title: Example Orders for Power Apps}
Good:
    info: {title: Example Orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ValueContainsRestrictedWords; the three names are those in the log of a pull request of 2020 (Public 360). For the
    other words that the documentation names see title-with-discouraged-word.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import LOGGED_WORDS, first_word


@rule(Severity.ERROR, code="ValueContainsRestrictedWords", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the words in the title."""
    info = connector.info
    word = first_word(info.title or "", LOGGED_WORDS) if info is not None else None
    if info is not None and word is not None:
        message = f'the title "{info.title}" has the word "{word}"'
        yield Finding(info.at / "title", message, "write the name of the product alone")

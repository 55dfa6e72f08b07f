"""What certification asks of texts: whom it concerns, how long they may be, and which words they may not have."""

from __future__ import annotations

import re
from typing import Final

from connectorsmith.diagnostics.rule import CERTIFIED, INDEPENDENT_PUBLISHER

PUBLISHED: Final = frozenset({CERTIFIED, INDEPENDENT_PUBLISHER})
"""The profiles of connectors that go through certification."""
LONGEST_TITLE: Final = 30
LONGEST_SUMMARY: Final = 80


def first_word(text: str, words: tuple[str, ...]) -> str | None:
    """The first of some words that a text has as whole words, as the text writes it; case does not count."""
    found = re.search(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE)
    return found and found[0]

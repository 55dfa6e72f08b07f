"""Limits of certification for texts: length, and forbidden characters and words."""

from __future__ import annotations

import re
from typing import Final

LONGEST_TITLE: Final = 30
LONGEST_SUMMARY: Final = 80
RESTRICTED: Final = "/\\<>*%&?"
"""The characters that a summary must not have, as the validator prints them."""
_RESTRICTED: Final = re.compile(f"[{re.escape(RESTRICTED)}]")

LOGGED_WORDS: Final = ("Power Apps", "Power Automate", "Logic Apps")
"""The words that a log of the validator shows as refused in texts of the connector."""


def first_word(text: str, words: tuple[str, ...]) -> str | None:
    """The first of some words that a text has as whole words, as the text writes it; case does not count."""
    found = re.search(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE)
    return found and found[0]


def restricted(text: str | None) -> str:
    """The restricted characters of a text, each once, with spaces between."""
    return " ".join(dict.fromkeys(_RESTRICTED.findall(text or "")))

"""The characters that a summary must not have."""

from __future__ import annotations

from typing import Final

RESTRICTED: Final = "/\\<>*%&?"
"""As the validator prints them."""


def restricted(text: str | None) -> str:
    """The restricted characters of a text, each once, with spaces between."""
    return " ".join(dict.fromkeys(mark for mark in text or "" if mark in RESTRICTED))

"""The beginning of a text or of a list, for a message: what an author writes can have any length."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

_SHOWN: Final = 12
"""How many words of a list a message shows."""


def excerpt(text: str, longest: int = 60) -> str:
    """The text, or its first characters and an ellipsis if it has more than ``longest``."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def listed(words: Iterable[str]) -> str:
    """The words with commas between them, or the first twelve and an ellipsis."""
    shown = list(islice(words, _SHOWN + 1))
    return ", ".join(shown[:_SHOWN]) + (", …" if len(shown) > _SHOWN else "")

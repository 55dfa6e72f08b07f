"""Lists of words as English writes them, for messages and hints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_MOST: Final = 50
"""Words that are listed; a message about each of thousands cannot list thousands."""


def either(words: Iterable[str]) -> str:
    """The words with commas between them and "or" before the last: ``a, b or c``."""
    return _joined(list(words), "or")


def both(words: Iterable[str]) -> str:
    """The words with commas between them and "and" before the last: ``a, b and c``."""
    return _joined(list(words), "and")


def _joined(words: list[str], last: str) -> str:
    if len(words) > _MOST:
        return f"{', '.join(words[:_MOST])}, …"
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)

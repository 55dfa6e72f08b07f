"""The beginning of a text, for a message: what an author writes can have any length."""

from __future__ import annotations


def excerpt(text: str, longest: int = 60) -> str:
    """The text, or its first characters and an ellipsis if it has more than ``longest``."""
    return text if len(text) <= longest else f"{text[:longest]}…"

"""How much of a value is opened: schemas may contain themselves, and references may double at each level."""

from __future__ import annotations

from typing import Final

from connectorsmith.analysis.maker_view import MOST_VALUES

LEVELS: Final = 12
"""Levels of values inside values that the designer's cards open."""


class Budget:
    """Counts the values that are left; one budget may serve several operations."""

    def __init__(self, most: int = MOST_VALUES) -> None:
        self.left = most

    def take(self) -> bool:
        """Whether one more value may be opened."""
        self.left -= 1
        return self.left >= 0

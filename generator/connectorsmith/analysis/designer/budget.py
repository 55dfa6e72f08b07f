"""How much of a value is opened: schemas may contain themselves, and references may double at each level."""

from __future__ import annotations

from typing import Final

LEVELS: Final = 12
"""Levels of values inside values that the designer's cards open."""


MOST_VALUES: Final = 5_000
"""Values of one card or table; the platform takes 512 schemas in a body, and references inside references can mean
millions."""
MOST_ROWS: Final = 50_000
"""Values of all cards, or rows of all tables of a page; the largest published connector has 3,000."""
LEFT_OUT: Final = f"… the rest of more than {MOST_VALUES:,} values is left out"


class Budget:
    """Counts the values that are left; one budget may serve several operations."""

    def __init__(self, most: int = MOST_VALUES) -> None:
        self.left = most
        self._most = most

    @property
    def taken(self) -> int:
        """How many values were opened, or asked for, so far."""
        return self._most - self.left

    def take(self) -> bool:
        """Whether one more value may be opened."""
        self.left -= 1
        return self.left >= 0

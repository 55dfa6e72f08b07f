"""Numbers in texts: those that every reader of JSON and YAML reads alike are read, the others are refused.

JSON has no limit, but most readers keep numbers as doubles (RFC 8259, section 6). Python's own readers differ in what
they do with more: ``int`` raises an error beyond a number of digits that an environment variable can change.
"""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from typing import Final

_SAFE_DIGITS: Final = 308
"""Digits of which every whole number is within the range of a double."""
_EXACT_LENGTH: Final = 16
"""Characters of a decimal number, the point among them, that a double always keeps: 15 digits (DBL_DIG)."""

_BEYOND: Final = "beyond the range of a double"


class InexactNumber(ValueError):
    """A number that no double is equal to; ``nearest`` is what readers make of it."""

    def __init__(self, nearest: float) -> None:
        super().__init__(nearest)
        self.nearest = nearest


def read_integer(text: str) -> int:
    """The whole number that decimal digits, after a minus sign or not, represent, exactly.

    Raises ValueError if it is beyond the range of a double, about 1.8e308.
    """
    if len(text) > _SAFE_DIGITS:
        return _long_integer(text)
    return int(text)


def _long_integer(text: str) -> int:
    if len(text.lstrip("-0")) > _SAFE_DIGITS + 1:
        raise ValueError(_BEYOND)
    number = int(text)
    try:
        float(number)
    except OverflowError:
        raise ValueError(_BEYOND) from None
    return number


def read_decimal(text: str) -> float:
    """The number that digits with a point or an exponent represent.

    Raises ValueError if it is beyond the range of a double, and InexactNumber if a double cannot keep all its digits.
    """
    number = float(text)
    if math.isinf(number):
        raise ValueError(_BEYOND)
    if (len(text) > _EXACT_LENGTH or not number) and not _is_exact(text, number):
        raise InexactNumber(number)
    return number


def _is_exact(text: str, number: float) -> bool:
    """Whether the shortest text of a double has all digits that were written."""
    if not text.lower().partition("e")[0].strip("-0."):
        return True
    try:
        return Decimal(text) == Decimal(repr(number))
    except InvalidOperation:  # an exponent beyond those of Decimal, which is far beyond those of a double
        return False

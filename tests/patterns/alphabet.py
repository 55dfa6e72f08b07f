"""Sets of characters as bits: a few characters stand for all that a pattern tells apart, and two bits for the ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _constants as codes
from typing import Any

SAMPLES = "aZ0_ \n\t\r-.,:;\"'`/\\<>{}[]()@#$%&*+=?!|~^\x00\x1f\x85\xe9\u2028\u6f22"
SPACE, WORD, DIGIT = str.isspace, (lambda one: one.isalnum() or one == "_"), str.isdecimal
CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_SPACE: SPACE,
    codes.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    codes.CATEGORY_WORD: WORD,
    codes.CATEGORY_NOT_WORD: lambda one: not WORD(one),
    codes.CATEGORY_DIGIT: DIGIT,
    codes.CATEGORY_NOT_DIGIT: lambda one: not one.isdecimal(),
}


class Alphabet:
    """The characters of one pattern; the first bit is the start of the text, the second its end."""

    def __init__(self, tree: Any, flags: int) -> None:
        near = {number + step for number in _numbers(tree) for step in (-1, 0, 1) if 0 <= number + step < 0x110000}
        self.characters = sorted({*SAMPLES, *map(chr, near)})
        self.flags = flags
        self._known: dict[str, int] = {}

    START, END = 1, 2

    @property
    def any(self) -> int:
        """All characters, without the two ends."""
        return (1 << (len(self.characters) + 2)) - 4

    def where(self, holds: Callable[[str], bool]) -> int:
        """The characters for which a function holds."""
        return sum(4 << number for number, one in enumerate(self.characters) if holds(one))

    def of(self, code: Any, value: Any) -> int:
        """The characters that one part of a pattern takes; loops make the same parts several times."""
        part = f"{code} {value}"
        if part not in self._known:
            self._known[part] = self._of(code, value)
        return self._known[part]

    def _of(self, code: Any, value: Any) -> int:
        if code is codes.LITERAL:
            return self._spelled(lambda one: ord(one) == value)
        if code is codes.NOT_LITERAL:
            return self.any & ~self._spelled(lambda one: ord(one) == value)
        if code is codes.ANY:
            return self.any if self.flags & re.DOTALL else self.any & ~self.where("\n".__eq__)
        if code is codes.CATEGORY:
            return self.where(CATEGORIES[value])
        if code is codes.RANGE:
            return self._spelled(lambda one: value[0] <= ord(one) <= value[1])
        if code is codes.IN:
            negated = value[0][0] is codes.NEGATE
            found = 0
            for item, inner in value[negated:]:
                found |= self.of(item, inner)
            return self.any & ~found if negated else found
        raise NotImplementedError(str(code))

    def _spelled(self, holds: Callable[[str], bool]) -> int:
        if not self.flags & re.IGNORECASE:
            return self.where(holds)
        return self.where(lambda one: any(len(form) == 1 and holds(form) for form in (one, one.lower(), one.upper())))


def _numbers(tree: Any) -> Iterable[int]:
    """The numbers in a pattern, most of which are characters."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, int) and not isinstance(one, codes._NamedIntConstant):
            yield one
        elif isinstance(one, tuple | list):
            waiting += one
        elif hasattr(one, "data"):
            waiting += one.data

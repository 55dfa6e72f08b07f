"""Where the lines of a text begin: line ends are counted block by block, as few lines of a large text are asked for."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import Final

_BLOCK: Final = 2048
"""Characters of a text that are searched for one line."""


class LineStarts:
    """The beginnings of the lines of a text, each of which ends with LF; both lines and offsets count from 0."""

    def __init__(self, text: str) -> None:
        self._text = text
        blocks = range(0, len(text) + 1, _BLOCK)
        counts = [text.count("\n", first, first + _BLOCK) for first in blocks]
        self._before = [*accumulate(counts, initial=0)]
        self._starts = [*accumulate((text.rfind("\n", *two) + 1 for two in pairwise(blocks)), max, initial=0)]

    def __len__(self) -> int:
        return self._before[-1] + 1

    def place(self, offset: int) -> tuple[int, int]:
        """The line of an offset, and where it begins."""
        block = offset // _BLOCK
        first = block * _BLOCK
        line = self._before[block] + self._text.count("\n", first, offset)
        return line, self._text.rfind("\n", first, offset) + 1 or self._starts[block]

    def start(self, line: int) -> int:
        """Where a line begins."""
        if line == 0:
            return 0
        block = bisect_left(self._before, line) - 1
        end = block * _BLOCK - 1
        for _ in range(line - self._before[block]):
            end = self._text.find("\n", end + 1)
        return end + 1

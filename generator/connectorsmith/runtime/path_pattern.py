"""The texts in the places of a path template, found in time in proportion to the path.

An expression with several variables in one segment, such as ``{a}-{b}-{c}``, may try every way to divide a path.
"""

from __future__ import annotations

from collections.abc import Sequence


class PathPattern:
    """A path with places for texts without a slash: the fixed texts before, between and behind them."""

    def __init__(self, fixed: Sequence[str]) -> None:
        """Take the fixed texts, one more than there are places."""
        self._segments: list[list[str]] = [[]]
        for text in fixed:
            first, *others = text.split("/")
            self._segments[-1].append(first)
            self._segments += [[other] for other in others]
        self._ends = (fixed[0], fixed[-1])

    def match(self, path: str) -> list[str] | None:
        """What is in the places, each as long as those behind it allow; ``None`` if a path does not fit."""
        if not (path.startswith(self._ends[0]) and path.endswith(self._ends[1])):
            return None
        parts = path.split("/")
        if len(parts) != len(self._segments):
            return None
        found: list[str] = []
        for part, segment in zip(parts, self._segments, strict=True):
            held = _held(part, segment)
            if held is None:
                return None
            found += held
        return found


def _held(text: str, fixed: Sequence[str]) -> list[str] | None:
    """What is between the fixed texts, which are found from the end on; ``None`` if they are not all there."""
    first, *others = fixed
    if not others:
        return [] if text == first else None
    end = len(text) - len(others[-1])
    if end < len(first) or not text.endswith(others[-1]) or not text.startswith(first):
        return None
    found = []
    for one in reversed(others[:-1]):
        start = text.rfind(one, len(first), end)
        if start < 0:
            return None
        found.append(text[start + len(one) : end])
        end = start
    return [text[len(first) : end], *reversed(found)]

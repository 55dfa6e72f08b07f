"""The methods of C# text: where each body begins and ends. Read by its braces, not parsed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_HEAD: Final = re.compile(r"\b([A-Za-z_]\w*)(?:<[\w, ]*>)?\s*\(([^(){};]*)\)\s*(\{|=>)")
_CALL: Final = re.compile(r"\b([A-Za-z_]\w*)\s*\(")
_BLOCKS: Final = frozenset({"if", "for", "foreach", "while", "switch", "using", "lock", "catch", "when", "fixed"})
Bodies = dict[str, list[tuple[int, int]]]


@lru_cache(maxsize=4)
def method_bodies(plain: str) -> Bodies:
    """The start and end of the bodies of each method, by name, in code without comments and texts."""
    ends = closing_braces(plain)
    found: Bodies = {}
    for match in _HEAD.finditer(plain):
        if match[1] in _BLOCKS:
            continue
        start = match.end()
        end = ends.get(start - 1, len(plain)) if match[3] == "{" else plain.find(";", start)
        found.setdefault(match[1], []).append((start, end if end >= 0 else len(plain)))
    return found


@lru_cache(maxsize=4)
def closing_braces(plain: str) -> dict[int, int]:
    """Where each brace that opens is closed, by its own place."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for match in re.finditer(r"[{}]", plain):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            ends[opened.pop()] = match.start()
    return ends


def called(plain: str, start: int, end: int) -> set[str]:
    """The names of the methods that a stretch of code calls."""
    return {match[1] for match in _CALL.finditer(plain, start, end)}


def branch_end(plain: str, start: int, end: int) -> int:
    """Where the branch ends that begins after a place: at its closing brace, or else at its first semicolon."""
    brace, stop = plain.find("{", start, end), plain.find(";", start, end)
    if 0 <= brace < (stop if stop >= 0 else end):
        return closing_braces(plain).get(brace, end)
    return stop if stop >= 0 else end


def other_choice(plain: str, start: int, end: int) -> int | None:
    """Where a statement says what is done with all else: behind ``_ =>``, or the colon of ``a ? b : c``.

    ``None`` if the statement that goes on at the place has neither.
    """
    stop = plain.find(";", start, end)
    stop = stop if stop >= 0 else end
    rest = _REST.search(plain, start, stop)
    if rest is not None:
        return rest.end()
    question = _CHOICE.search(plain, start, stop)
    colon = plain.find(":", question.end(), stop) if question is not None else -1
    return colon + 1 if colon >= 0 else None


_REST: Final = re.compile(r"\b_\s*=>")
_CHOICE: Final = re.compile(r"(?<!\?)\?(?![?.\[])")

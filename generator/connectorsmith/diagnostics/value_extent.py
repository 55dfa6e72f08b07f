"""How far the value of a key reaches in YAML or JSON that may be broken, found by quotes, brackets and indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_QUOTED: Final = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.DOTALL)
_ESCAPED: Final = re.compile(r'(\\+)"(.*?)(?<!\\)\1"')
"""A text inside JSON that is itself a text in JSON; quotes in it have more backslashes."""
_PART: Final = re.compile(r""""(?:[^"\\]|\\.)*+"?|'(?:[^']|'')*+'?|[{}\[\]]""", re.DOTALL)
"""A text in quotes, which may lack the last one, and a bracket."""
_OVER: Final = re.compile(r"[ \t\r]*(?:[,}\]].*|\#.*)?$", re.MULTILINE)
"""Text that may follow a value on its line."""
_BEGINS: Final = re.compile(r"""\s*(?:[^\s:"'][^:"']*:(?:\s|$)|"[^"]*"\s*:|'[^']*'\s*:|- |[{}\[\],#?]|---|\.\.\.)""")
"""The beginning of a line that does not continue the value above it: a key, a list entry, a bracket, a comment."""
_CURLY: Final = re.compile("[{}]")
NEAR: Final = 4000
"""Characters that are looked through for the end of a text in quotes or of a list."""
LOOK: Final = 1000
"""Characters that are looked through for the members of a mapping, each way."""
_CLOSES: Final = {"{": "}", "[": "]"}


def extent(text: str, key: int, value: int, limit: int | None = None) -> int:
    """Where the value that begins at ``value`` ends, for the key that begins at ``key``; at most at ``limit``.

    Where it has a fault, it ends with the last line that is indented deeper than its key.
    """
    first = text[value : value + 1]
    if first in ('"', "'"):
        quoted = _QUOTED.match(text, value, value + NEAR)
        if quoted and _OVER.match(text, quoted.end()) and _is_inside(text, key, value, quoted.end()):
            return quoted.end()
    elif first == "\\" and (quoted := _ESCAPED.match(text, value, value + NEAR)):
        return quoted.end()
    elif first in _CLOSES:
        end = closing(text, value, NEAR if limit is None else limit - value)
        if end is not None:
            return end
    return block_end(text, key, value, len(text) if limit is None else limit)


def closing(text: str, opening: int, near: int) -> int | None:
    """Where the bracket at ``opening`` is closed, those in quotes aside; ``None`` if not within so many characters."""
    depth = 0
    for part in _PART.finditer(text, opening, opening + near):
        if part[0] in "{[":
            depth += 1
        elif part[0] in "}]":
            depth -= 1
            if depth == 0:
                return part.end()
    return None


def block_end(text: str, key: int, value: int, limit: int) -> int:
    """The end of the last line before ``limit`` that belongs to a key by its indentation."""
    column = key - line_start(text, key)
    end = line_end(text, value)
    bare = not text[value:end].split("#")[0].strip()
    for start, stop in lines_after(text, end):
        if start > limit:
            break
        line = text[start:stop]
        indent = len(line) - len(line.lstrip(" \t"))
        listed = bare and indent == column and line[indent : indent + 2] in ("-", "- ")
        if line.strip() and indent <= column and not listed and (indent < column or _BEGINS.match(line)):
            break
        if line.strip():
            end = stop
    return end


def lines_after(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Where each line below the one that ends at ``end`` begins and ends."""
    while end < len(text):
        start = end + 1
        end = line_end(text, start)
        yield start, end


def line_start(text: str, at: int) -> int:
    """Where the line of a place begins; a place not far before it in a line that is very long."""
    first = max(0, at - NEAR)
    found = text.rfind("\n", first, at)
    return first if found < 0 else found + 1


def line_end(text: str, at: int) -> int:
    """Where the line of a place ends, before its line end; a place not far behind it in a line that is very long."""
    end = text.find("\n", at, at + NEAR)
    return min(len(text), at + NEAR) if end < 0 else end


def entry(text: str, key: int) -> tuple[int, int]:
    """Where the mapping of the key at ``key`` begins and ends: by brackets if it is in some, else by indentation."""
    start = line_start(text, key)
    opening = _opened(text, key)
    if opening is not None:
        return opening, closing(text, opening, 2 * LOOK) or min(line_end(text, key), key + LOOK)
    column, first = key - start, key
    while start > max(0, first - LOOK) and text[start:key].lstrip(" ")[:1] != "-":
        above = line_start(text, start - 1)
        if _column(text[above : start - 1], column) < column:
            break
        start, key = above, above + _column(text[above : start - 1], column)
    end = line_end(text, first)
    for begin, stop in lines_after(text, end):
        if stop > first + LOOK or _column(text[begin:stop], column, dashes="") < column:
            break
        end = stop
    return start, end


def _opened(text: str, at: int) -> int | None:
    """The bracket before a place that is open there, if there is one near it."""
    opened: list[int] = []
    for found in _CURLY.finditer(text, max(0, at - LOOK), at):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
    return opened[-1] if opened else None


def _column(line: str, blank: int, dashes: str = "-") -> int:
    """The column in which the key of a line begins; ``blank`` for a line that says nothing."""
    return len(line) - len(line.lstrip(f" \t{dashes}")) if line.strip() else blank


def _is_inside(text: str, key: int, value: int, end: int) -> bool:
    """Whether the lines of a quoted text are indented as those of a value must be."""
    return "\n" not in text[value:end] or end <= block_end(text, key, value, end)

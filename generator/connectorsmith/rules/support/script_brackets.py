"""The brackets of C# text: the first one without its other half. Strings are read, their interpolations too."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_OTHER: Final = {"(": ")", "[": "]", "{": "}"}
_BLANKS: Final = re.compile(r"[ \t]*")
_IN_CODE: Final = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|@"(?:[^"]|"")*+"?|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\[^\n][^'\n]*)'"""
    r"""|(?P<text>\$@"|@\$"|\$")|(?P<open>[(\[{])|(?P<close>[)\]}])""",
    re.DOTALL,
)
_IN_TEXT: Final = re.compile(
    r'\{\{|\}\}|(?P<hole>\{)|(?P<escape>\\.)|(?P<double>"")|(?P<end>")|(?P<line>\n)', re.DOTALL
)


def lone_bracket(code: str) -> int | None:
    """The place of the first bracket that is not closed, or closes nothing; ``None`` if each has its other half.

    Of braces that are left open it is the one whose other half, by the indentation, closes a brace around it. ``None``
    also for code with ``#if``, whose parts are not all compiled, and with a string that does not end.
    """
    opened: list[tuple[str, int]] = []  # brackets, and for a string its first characters
    doubtful: int | None = None
    lines = _Lines(code)
    at = 0
    while at < len(code):
        text = opened[-1][0] if opened and opened[-1][0] not in _OTHER else ""
        match = (_IN_TEXT if text else _IN_CODE).search(code, at)
        if match is None:
            break
        at = match.end()
        kind = match.lastgroup
        if kind == "line" and "@" not in text:
            return None
        if kind == "double" and "@" not in text:  # the string ends, and the next one begins
            kind, at = "end", at - 1
        elif kind == "escape" and "@" in text:
            at -= 1
        if kind in ("open", "hole", "text"):
            opened.append((match[0], match.start()))
        elif kind == "end":
            opened.pop()
        elif kind == "close":
            if not opened or _OTHER.get(opened[-1][0]) != match[0]:
                return _mismatched(opened, match.start())
            _, start = opened.pop()
            indentation, first = lines.indentation(match.start())
            if doubtful is None and first and indentation < lines.indentation(start)[0]:
                doubtful = start
    if not opened or "#if" in code or opened[-1][0] not in _OTHER:
        return None
    return opened[-1][1] if doubtful is None else doubtful


class _Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def indentation(self, at: int) -> tuple[int, bool]:
        """How many blanks are before the first character of the line of a place, and whether that is at the place."""
        start = self._starts[bisect_right(self._starts, at) - 1]
        blanks = _BLANKS.match(self._text, start)
        end = blanks.end() if blanks else start
        return end - start, end == at


def _mismatched(opened: list[tuple[str, int]], closing: int) -> int | None:
    """Of a bracket that closes another kind, the one that was opened last; that is the one that is left open."""
    return opened[-1][1] if opened else closing

"""Offsets in a text to lines and columns: a scanner counts characters, an author looks for a line."""

from __future__ import annotations

import re
from pathlib import Path

from connectorsmith.diagnostics import Span
from connectorsmith.diagnostics.line_starts import LineStarts

_LINE_END = re.compile(r"\r\n?|\n")


def with_line_feeds(text: str) -> str:
    """The text with LF in place of CR LF and of CR alone, as YAML reads both and as editors count lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def in_line_ends_of(original: str, text: str) -> str:
    """A text of lines that end with LF, with CR LF instead if the first line of the original ends so."""
    first = _LINE_END.search(original)
    return text.replace("\n", "\r\n") if first and first[0] == "\r\n" else text


class Lines:
    """The lines of a text. A line ends with LF; a CR before it is the line's last character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = LineStarts(text)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both 1-based."""
        line, start = self._starts.place(offset)
        return line + 1, offset - start + 1

    def span(self, file: Path, start: int, length: int = 1) -> Span:
        """The place of a piece of the text, cut at the end of its line."""
        line, column = self.place(start)
        end = self.text.find("\n", start, start + length)
        return Span(file, line, column, max(1, (end if end >= 0 else start + length) - start))

    def indentation(self, offset: int) -> str:
        """The white space before the first other character of the offset's line, or before the offset itself."""
        _, start = self._starts.place(offset)
        before = self.text[start:offset]
        return before[: len(before) - len(before.lstrip(" \t"))]

    def leads(self, offset: int) -> bool:
        """Whether nothing but white space is before the offset in its line."""
        _, start = self._starts.place(offset)
        return not self.text[start:offset].strip(" \t")

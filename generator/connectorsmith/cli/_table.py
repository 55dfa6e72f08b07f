"""Tables on the terminal: as wide as it is, with long cells wrapped, and no more than ASCII lines in a pipe."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from connectorsmith.cli._print import Painted, say, shown

_GAP = "  "
_NARROWEST = 8
"""How many columns of the terminal a column of a table keeps, however narrow the terminal is."""
_PIPE = 100
"""The width without a terminal; the variable COLUMNS overrides it."""


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their headings; a column in which every cell is empty is left out."""
    kept = [index for index in range(len(headings)) if any(row[index] for row in rows)]
    cells = [[shown(row[index]) for index in kept] for row in rows]
    names = [headings[index] for index in kept]
    widths = _fit(list(zip(names, *cells, strict=True)), _width())
    for line in _lines(names, widths):
        say(Painted(line, bold=True))
    say(_GAP.join(_rule() * width for width in widths))
    for row in cells:
        for line in _lines(row, widths):
            say(line)


def show_text(text: str) -> None:
    """Print a paragraph, wrapped; nothing if there is none."""
    for line in textwrap.wrap(shown(" ".join(text.split())), _width()):
        say(line)


def _width() -> int:
    return shutil.get_terminal_size((_PIPE, 24)).columns


def _rule() -> str:
    """The character of the line below headings: a box drawing one where the terminal can show it."""
    encoding = getattr(sys.stdout, "encoding", None) or ""  # the stream is None if the caller closed it
    return "\u2500" if encoding.lower().startswith("utf") and sys.stdout.isatty() else "-"


def _fit(columns: Sequence[Sequence[str]], whole: int) -> list[int]:
    """The width of each column: as its cells need, or less, taken from the widest; words are broken only at last."""
    widths = [max(map(len, column)) for column in columns]
    words = [max(len(word) for cell in column for word in cell.split() or [""]) for column in columns]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - whole
    for least in (words, [_NARROWEST] * len(widths)):
        while excess > 0 and (wide := [index for index, width in enumerate(widths) if width > least[index]]):
            widths[max(wide, key=widths.__getitem__)] -= 1
            excess -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The lines of one row: as many as its highest cell has."""
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        yield _GAP.join(f"{part:{width}}" for part, width in zip(parts, widths, strict=True)).rstrip()

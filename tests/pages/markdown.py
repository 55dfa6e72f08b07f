"""Markdown of the generated pages: prose, tables and blocks that Sphinx and the repository's web page show alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

_CODE = re.compile(r"(`+[^`]*`+)")
_MARKS = re.compile(r"([\\<\[\]*_{}])")


def prose(text: str) -> str:
    """A text in one line, with its code as it is and everything else without a meaning in Markdown."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if number % 2 else _MARKS.sub(r"\\\1", part) for number, part in enumerate(parts))


def code(text: str) -> str:
    """A text as inline code; an empty text stays empty."""
    marks = "``" if "`" in text else "`"
    return f"{marks}{text}{marks}" if text else ""


def block(text: str, language: str = "text") -> str:
    """Lines as a block of code."""
    fence = max(["```", *(f"{run}`" for run in re.findall("`{3,}", text))], key=len)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown."""
    return "\n".join(map(_row, [head, ["---"] * len(head), *rows]))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |"


def headings(text: str) -> list[str]:
    """The headings of the second level of a page."""
    return [token.content for token, before in _pairs(text) if before.tag == "h2"]


def _pairs(text: str) -> Iterable[tuple[Token, Token]]:
    """Each token of a page that is text, and the one before it."""
    found = MarkdownIt().parse(text)
    return ((token, before) for before, token in pairwise(found) if token.type == "inline")


def page(*parts: str) -> str:
    """The parts of a page, with a blank line between two of them."""
    return "\n\n".join(part for part in parts if part) + "\n"

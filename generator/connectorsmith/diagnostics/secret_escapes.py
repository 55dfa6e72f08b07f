"""A text with its escapes undone and its white space left out, and where in the text each of its characters is.

Escapes of HTML, URLs, JSON and YAML may be used for any character, so that a secret has too many forms to list them.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

_DEEPEST: Final = 3
"""How often an escaped text is taken to be escaped once more."""
GAPS: Final = re.compile(r"(?:\s|\\[nrt])+")
"""White space and its escapes, in which a secret may be broken."""
ESCAPES: Final = re.compile(
    rf"(?P<gap>{GAPS.pattern})"
    r"|\\(?:(?:u(?P<long>[0-9A-Fa-f]{4})|x(?P<short>[0-9A-Fa-f]{2}))|(?P<plain>[!-/:-@\[-`{-~]))"
    r"|(?P<html>&(?:\#[xX][0-9A-Fa-f]{1,8}|\#\d{1,9}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<azure>%AZP25)|(?P<url>%[0-7][0-9A-Fa-f]|(?:%[89A-Fa-f][0-9A-Fa-f])+)"
)
"""The same, and the escapes of JSON, YAML, Markdown, HTML and URLs."""
_NEEDLESS: Final = re.compile(
    r"&(?:amp;)*\#(?!39;|34;|x27;)|&(?:amp;)+(?:lt|gt|quot|apos);|&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w{1,30};"
    r"|%(?:2[DdEe]|3\d|[46][1-9A-Fa-f]|5[0-9AaFf]|7[0-9AaEe]|(?:AZP)?25[0-9A-Fa-f])|\\(?:u00|x)[3-7][0-9A-Fa-f]"
    r"|\\[!\#-&(-.:-@\[\]-`{-~]"
)
_MARKS: Final = "&%\\"


def has_needless(text: str) -> bool:
    """Whether a text has escapes of characters that need none, or several inside each other."""
    return any(mark in text for mark in _MARKS) and _NEEDLESS.search(text) is not None


class PlainText:
    """A text without white space, and without the escapes in it; ``place`` tells where a part of it is written."""

    def __init__(self, text: str, left_out: re.Pattern[str]) -> None:
        """Take the text and ``GAPS`` or ``ESCAPES``."""
        parts: list[str] = []
        self._starts, self._origins, self._verbatim = [0], [0], [True]
        size = end = 0
        for unit in left_out.finditer(text):
            plain = _meaning(unit) if left_out is ESCAPES else ""
            parts += [text[end : unit.start()], plain]
            size += unit.start() - end
            if plain:
                self._add(size, unit.start(), verbatim=False)
            size += len(plain)
            end = unit.end()
            self._add(size, end, verbatim=True)
        self.text = "".join([*parts, text[end:]])

    def _add(self, start: int, origin: int, *, verbatim: bool) -> None:
        self._starts.append(start)
        self._origins.append(origin)
        self._verbatim.append(verbatim)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` are written; an escape counts as a whole."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, at: int) -> tuple[int, int]:
        """Where one character is written."""
        part = bisect_right(self._starts, at) - 1
        if self._verbatim[part]:
            first = self._origins[part] + at - self._starts[part]
            return first, first + 1
        return self._origins[part], self._origins[part + 1]


def readings(text: str) -> Iterator[list[PlainText]]:
    """A text with its escapes undone once, twice and so on, each time with all readings that lead to it."""
    chain: list[PlainText] = []
    while len(chain) < _DEEPEST and (not chain or ESCAPES.search(chain[-1].text)):
        chain.append(PlainText(chain[-1].text if chain else text, ESCAPES))
        yield chain


def _meaning(unit: re.Match[str]) -> str:
    """The character that an escape says; nothing for white space."""
    code = unit["long"] or unit["short"]
    if code:
        character = chr(int(code, 16))
    elif unit["html"]:
        character = html.unescape(unit["html"])
    elif unit["url"]:
        character = unquote(unit["url"], errors="replace")
    else:
        character = unit["plain"] or ("%" if unit["azure"] else "")
    return "".join(character.split())

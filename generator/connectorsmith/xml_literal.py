r"""Texts as XML 1.0: the one place that escapes them, for solutions, policies and reports.

Whatever a text holds, it ends where it was meant to end, and a parser reads the same text back. What XML cannot hold at
all, not even escaped, is written as a visible escape such as ``\x00``: https://www.w3.org/TR/xml/#charsets.
"""

from __future__ import annotations

import re
from typing import Final

UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 cannot hold: most control characters, halves of surrogate pairs, U+FFFE and U+FFFF."""
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_IN_CONTENT: Final = "[&<>\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_IN_APOSTROPHES: Final = f"\n|{_IN_CONTENT}"
_IN_QUOTES: Final = f'["\n]|{_IN_CONTENT}'
_ANYWHERE: Final = f"[\"'\n]|{_IN_CONTENT}"


def content(text: str) -> str:
    """A text between two tags; characters that end a line somewhere but are not line feeds become references."""
    return re.sub(_IN_CONTENT, _escaped, text)


def attribute(text: str) -> str:
    """A text as the value of an attribute, with the quotes: apostrophes where the text has only the other ones."""
    if '"' in text and "'" not in text:
        return f"'{re.sub(_IN_APOSTROPHES, _escaped, text)}'"
    return f'"{re.sub(_IN_QUOTES, _escaped, text)}"'


def anywhere(text: str) -> str:
    """A text for any place but a comment or a CDATA section, between quotes of either kind or between tags."""
    return re.sub(_ANYWHERE, _escaped, text)


def comment(text: str) -> str:
    """A text for the inside of a comment: on one line, and without two hyphens together, which is not allowed there."""
    line = " ".join(UNHOLDABLE.sub(lambda found: visible(found[0]), text).split())
    return re.sub(r"-(?=-)", "- ", line)


def visible(character: str) -> str:
    r"""A character as a person can see it: ``\x00`` or ``\uffff``."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character in _NAMED:
        return _NAMED[character]
    return visible(character) if UNHOLDABLE.match(character) else f"&#{ord(character)};"

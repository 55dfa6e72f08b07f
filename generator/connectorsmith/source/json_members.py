"""Where the members of one JSON object or list stand, with everything inside them skipped by Python's own scanner.

A handful of findings need the places of a handful of containers; this finds them without looking at every token.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

_DECODER: Any = json.decoder  # its parts are documented by their use in the standard library alone
_WHITE_SPACE = _DECODER.WHITESPACE
_value = _DECODER.JSONDecoder().scan_once

Member = tuple[str | int, int, int, int]
"""A key or index, where it starts and how long it is written, and where its value starts; all as offsets.

An item of a list stands where its value does; a bracket counts as one character.
"""

_KEY: Final = re.compile(r'[ \t\n\r,]*("[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")[ \t\n\r]*:[ \t\n\r]*')
_ITEM: Final = re.compile(r"[ \t\n\r,]*+(?=[^\]])")
_CLOSE: Final = re.compile(r"[ \t\n\r,]*[}\]]")


class NotStrict(Exception):
    """Raised where a text is no strict JSON, so that its tokens must be looked at one by one."""


def first_value(text: str) -> int:
    """Where the one value of a text starts."""
    return int(_WHITE_SPACE.match(text).end())


def members(text: str, start: int) -> list[Member]:
    """The members of the object or list that starts at an offset. Raises NotStrict."""
    try:
        found, end = (_items if text[start] == "[" else _keys)(text, start + 1)
    except (ValueError, StopIteration, RuntimeError, IndexError, RecursionError):
        raise NotStrict from None
    if _CLOSE.match(text, end) is None:
        raise NotStrict
    return found


def _keys(text: str, end: int) -> tuple[list[Member], int]:
    found: list[Member] = []
    while (match := _KEY.match(text, end)) is not None:
        key, value = match[1], match.end()
        start = match.start(1)
        found.append((json.loads(key) if "\\" in key else key[1:-1], start, len(key), value))
        end = _value(text, value)[1]
    return found, end


def _items(text: str, end: int) -> tuple[list[Member], int]:
    found: list[Member] = []
    while (match := _ITEM.match(text, end)) is not None:
        start = match.end()
        end = _value(text, start)[1]
        found.append((len(found), start, 1 if text[start] in "{[" else end - start, start))
    return found, end

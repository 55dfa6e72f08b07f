"""Offsets of the members of JSON objects and lists; Python's own scanner skips the rest.

A handful of findings need the places of a handful of containers; this finds them without looking at every token. It
puts up with commas that are missing or too many and with control characters in texts, which ``read_json`` repairs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import Any, Final

from connectorsmith.source.json.locate import Offsets

_DECODER: Any = json.decoder  # its parts are documented by their use in the standard library alone
_WHITE_SPACE = _DECODER.WHITESPACE
_value = _DECODER.JSONDecoder(strict=False).scan_once

_STRING: Final = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_KEY: Final = re.compile(rf"[ \t\n\r,]*+({_STRING})[ \t\n\r]*+:[ \t\n\r]*+({_STRING}|[-+.\w]++)?+")
"""A key, and its value if that is not an object or list."""
_ITEM: Final = re.compile(r"[ \t\n\r,]*+(?=[^\]])")
_CLOSE: Final = re.compile(r"[ \t\n\r,]*[}\]]")


class NotStrict(Exception):
    """Raised where a text has comments or other things between its tokens, which must be looked at one by one."""


def members(text: str, start: int, value: Any, wanted: Container[int], offsets: Offsets) -> None:
    """Add where the members start of the object or list that starts at an offset, or whose key does.

    Those of each object and list inside it whose identity is wanted are added too, so that no part of the text is
    passed twice. A key that is given twice has the place of its first. Raises NotStrict.
    """
    key = _KEY.match(text, start)
    opened = _WHITE_SPACE.match(text, start).end() if key is None else key.end()
    try:
        _inside(text, opened, value, wanted, offsets)
    except (ValueError, LookupError, TypeError, StopIteration, RuntimeError):
        raise NotStrict from None


def _inside(text: str, start: int, value: Any, wanted: Container[int], offsets: Offsets) -> int:
    """Add the members of what starts with a bracket, and say where it ends."""
    end = (_items if text[start] == "[" else _keys)(text, start + 1, value, wanted, offsets)
    close = _CLOSE.match(text, end)
    if close is None:
        raise ValueError
    return close.end()


def _past(text: str, start: int, value: Any, wanted: Container[int], offsets: Offsets) -> int:
    """Where a value ends; its members are added if they are wanted, or if the scanner cannot skip them."""
    if id(value) not in wanted:
        try:
            return int(_value(text, start)[1])
        except (ValueError, StopIteration):
            if text[start] not in "{[":
                raise
    return _inside(text, start, value, wanted, offsets)


def _keys(text: str, end: int, value: Any, wanted: Container[int], offsets: Offsets) -> int:
    found: dict[str | int, int] = {}
    while (match := _KEY.match(text, end)) is not None:
        written, simple = match.groups()
        end = match.end()
        key = json.loads(written, strict=False) if "\\" in written else written[1:-1]
        if simple is None:
            end = _past(text, end, value[key], wanted, offsets) if key not in found else _past(text, end, None, (), {})
        found.setdefault(key, match.start(1))
    offsets[id(value)] = found
    return end


def _items(text: str, end: int, value: Any, wanted: Container[int], offsets: Offsets) -> int:
    found: dict[str | int, int] = {}
    while (match := _ITEM.match(text, end)) is not None:
        index, start = len(found), match.end()
        end = _past(text, start, value[index], wanted, offsets)
        found[index] = start
    offsets[id(value)] = found
    return end

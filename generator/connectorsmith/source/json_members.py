"""Where the members of one JSON object or list stand, with everything inside them skipped by Python's own scanner.

A handful of findings need the places of a handful of containers; this finds them without looking at every token.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

_DECODER: Any = json.decoder  # its parts are documented by their use in the standard library alone
_WHITE_SPACE, _text = _DECODER.WHITESPACE, _DECODER.scanstring
_value = _DECODER.JSONDecoder().scan_once


class Member(NamedTuple):
    """A key or index, where it starts and how long it is written, and where its value starts; all as offsets.

    An item of a list stands where its value does; a bracket counts as one character.
    """

    key: str | int
    start: int
    length: int
    value: int


class NotStrict(Exception):
    """Raised where a text is no strict JSON, so that its tokens must be looked at one by one."""


def first_value(text: str) -> int:
    """Where the one value of a text starts."""
    return _space(text, 0)


def members(text: str, start: int) -> list[Member]:
    """The members of the object or list that starts at an offset. Raises NotStrict."""
    try:
        return list(_items(text, start) if text[start] == "[" else _keys(text, start))
    except (ValueError, StopIteration, RuntimeError, IndexError, RecursionError):
        raise NotStrict from None


def _keys(text: str, start: int) -> Iterator[Member]:
    at = _space(text, start + 1)
    while text[at] != "}":
        key, end = _text(text, at + 1)
        value = _space(text, _space(text, end) + 1)
        yield Member(key, at, end - at, value)
        at = _next(text, _value(text, value)[1])


def _items(text: str, start: int) -> Iterator[Member]:
    at = _space(text, start + 1)
    index = 0
    while text[at] != "]":
        end = _value(text, at)[1]
        yield Member(index, at, 1 if text[at] in "{[" else end - at, at)
        at = _next(text, end)
        index += 1


def _next(text: str, end: int) -> int:
    """Where the next member starts, or the bracket that closes them stands."""
    at = _space(text, end)
    return _space(text, at + 1) if text[at] == "," else at


def _space(text: str, at: int) -> int:
    if text[at] not in " \t\n\r":
        return at
    return int(_WHITE_SPACE.match(text, at).end())

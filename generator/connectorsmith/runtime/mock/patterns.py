"""A text that a regular expression matches, for schemas with a pattern."""

from __future__ import annotations

import re
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

from connectorsmith.runtime.mock import chance

_LONGEST: Final = 200
_MORE: Final = 3
"""How often a part is repeated at most that may be repeated without end."""
_CATEGORIES: Final = {
    _constants.CATEGORY_DIGIT: "0123456789",
    _constants.CATEGORY_WORD: "abcdefghijklmnopqrstuvwxyz",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_NOT_DIGIT: "abcdefghijklmnopqrstuvwxyz",
    _constants.CATEGORY_NOT_SPACE: "abcdefghijklmnopqrstuvwxyz",
    _constants.CATEGORY_NOT_WORD: "-",
}
_PRINTABLE: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/ "


def matching(pattern: str, key: str) -> str | None:
    """A text that the pattern is found in; ``None`` if it is not an expression, or not understood."""
    if len(pattern) > _LONGEST:
        return None
    try:
        text = _text(_parser.parse(pattern), key)
        return text if len(text) <= _LONGEST and re.search(pattern, text) else None
    except (re.error, ValueError, LookupError, RecursionError, OverflowError):
        return None


def _text(parts: Any, key: str) -> str:
    return "".join(_part(kind, value, f"{key}/{index}") for index, (kind, value) in enumerate(parts))


def _part(kind: Any, value: Any, key: str) -> str:
    if kind is _constants.LITERAL:
        return chr(value)
    if kind is _constants.IN:
        return _one_of(value, key)
    if kind is _constants.ANY:
        return str(chance.chosen(key, [*_PRINTABLE]))
    if kind is _constants.NOT_LITERAL:
        return chance.chosen(key, [one for one in _PRINTABLE if one != chr(value)])
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        least, most, inside = value
        times = least + chance.number(key, min(most - least, _MORE) + 1) if least < _LONGEST else _LONGEST + 1
        return "".join(_text(inside, f"{key}#{time}") for time in range(times))
    if kind is _constants.SUBPATTERN:
        return _text(value[-1], key)
    if kind is _constants.BRANCH:
        return _text(chance.chosen(key, value[1]), key)
    if kind is _constants.AT:
        return ""
    raise LookupError(kind)


def _one_of(members: Any, key: str) -> str:
    """One of the characters of a set such as [a-z0-9_]."""
    found = "".join(_members(kind, value) for kind, value in members if kind is not _constants.NEGATE)
    if members[0][0] is _constants.NEGATE:
        found = "".join(one for one in _PRINTABLE if one not in found)
    return str(chance.chosen(key, [*found]))


def _members(kind: Any, value: Any) -> str:
    if kind is _constants.LITERAL:
        return chr(value)
    if kind is _constants.RANGE:
        return "".join(map(chr, range(value[0], min(value[1], value[0] + 100) + 1)))
    return str(_CATEGORIES[value])

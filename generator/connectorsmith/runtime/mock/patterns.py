"""A text that a regular expression matches, for schemas with a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

from connectorsmith.runtime.mock import chance
from connectorsmith.runtime.regular_expressions import finds

_LONGEST: Final = 200
_MOST: Final = 2_000
"""Parts of the pattern that are written, each time that it is repeated; more than a text of ``_LONGEST`` needs."""
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
        text = "".join(_texts(_parser.parse(pattern), key, [0]))
    except (re.error, ValueError, LookupError, RecursionError, OverflowError):
        return None
    return text if len(text) <= _LONGEST and finds(pattern, text) else None


def _texts(parts: Any, key: str, count: list[int]) -> Iterator[str]:
    """The texts of the parts; ``count`` is how many there are. Raises LookupError for too many."""
    for index, (kind, value) in enumerate(parts):
        count[0] += 1
        if count[0] > _MOST:
            raise LookupError(kind)
        yield from _part(kind, value, f"{key}/{index}", count)


def _part(kind: Any, value: Any, key: str, count: list[int]) -> Iterator[str]:
    if kind is _constants.LITERAL:
        yield chr(value)
    elif kind is _constants.IN:
        yield _one_of(value, key)
    elif kind is _constants.ANY:
        yield str(chance.chosen(key, [*_PRINTABLE]))
    elif kind is _constants.NOT_LITERAL:
        yield chance.chosen(key, [one for one in _PRINTABLE if one != chr(value)])
    elif kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        least, most, inside = value
        times = least + chance.number(key, min(most - least, _MORE) + 1) if least < _LONGEST else _LONGEST + 1
        for time in range(times):
            yield from _texts(inside, f"{key}#{time}", count)
    elif kind is _constants.SUBPATTERN:
        yield from _texts(value[-1], key, count)
    elif kind is _constants.BRANCH:
        yield from _texts(chance.chosen(key, value[1]), key, count)
    elif kind is not _constants.AT:
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

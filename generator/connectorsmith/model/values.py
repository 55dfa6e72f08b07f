"""JSON as Python values, and the mark for a key that is absent where null is a legal value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, Final, TypeAlias

Json: TypeAlias = Any
"""A JSON value as ``json.loads`` gives it; treated as read-only everywhere."""


Keys: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead to a place inside a JSON value."""


class Absent(Enum):
    """The type of ``ABSENT``."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT


def same(left: Json, right: Json) -> bool:
    """Compare two JSON values strictly: 1, 1.0 and true are three different values; object order does not count."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(value, right[key]) for key, value in left.items())
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def same_length(old: list[Json], new: list[Json]) -> bool:
    """Whether two lists can be compared item by item."""
    return len(old) == len(new)


def differences(
    old: Json, new: Json, lists: Callable[[list[Json], list[Json]], bool] = same_length, keys: Keys = ()
) -> Iterator[tuple[Keys, Json, Json]]:
    """The places at which two JSON values differ, with what is there in each, ``ABSENT`` for a key that is not there.

    Objects are compared key by key in the order of the old one, new keys last. Two lists are compared item by item
    where ``lists`` says so, and are otherwise different as a whole.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from differences(old.get(key, ABSENT), new.get(key, ABSENT), lists, (*keys, key))
    elif isinstance(old, list) and isinstance(new, list) and lists(old, new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, lists, (*keys, index))
    elif old is ABSENT or new is ABSENT or not same(old, new):
        yield keys, old, new

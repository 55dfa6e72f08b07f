"""JSON as Python values, and the mark for a key that is absent where null is a legal value."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, TypeAlias

Json: TypeAlias = Any
"""A JSON value as ``json.loads`` gives it; treated as read-only everywhere."""


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

"""How deep a value is nested: Python's reader takes values that are too deep for what works on them."""

from __future__ import annotations

from typing import Any


def is_deep(value: Any, depth: int) -> bool:
    """Whether a value has more levels than ``depth``; level by level, since recursion would end before."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(depth):
        level = [
            inner
            for item in level
            for inner in (item.values() if type(item) is dict else item)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return False
    return bool(level)

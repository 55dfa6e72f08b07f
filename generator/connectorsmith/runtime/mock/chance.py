"""Numbers that look random and are the same on every run: they depend on a seed and on what they are for, only."""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeVar

_Choice = TypeVar("_Choice")


def number(key: str, below: int) -> int:
    """A number from 0 up to ``below``, which is left out."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % below


def chosen(key: str, choices: tuple[_Choice, ...] | list[_Choice]) -> _Choice:
    """One of several values."""
    return choices[number(key, len(choices))]


def uuid(key: str) -> str:
    """A UUID of version 4."""
    text = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"

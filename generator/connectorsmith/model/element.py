"""What the parts of a connector have in common: they never change, and are equal by what they say."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from msgspec import Struct


class Element(Struct, frozen=True):
    """A part of a connector; two are equal if all their fields are, apart from ``at``, the place in the files."""

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        names = (name for name in self.__struct_fields__ if name != "at")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    __hash__ = None  # type: ignore[assignment]


class Queried(Element, frozen=True, dict=True):
    """A part that caches the answers to queries about it; the cache does not count in equality."""

    @cached_property
    def answers(self) -> dict[Callable[..., Any], Any]:
        """The answers known so far, by the query; see ``analysis.memoize``."""
        return {}

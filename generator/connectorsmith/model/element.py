"""The base of all parts of a connector: immutable, and equal if their values are."""

from __future__ import annotations

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
    """A part whose ``__dict__`` caches the answers to queries about it; see ``analysis.memoize``.

    They do not count in equality.
    """

"""Differences gathered from all parts of two connectors, and grouped into facts by the place they are written at.

What several operations share, a definition or a shared parameter, differs once; the fact lists all that it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.changes.fact import Difference, Direction, Fact, Reach, elsewhere
from connectorsmith.changes.schema_pairs import Key, SchemaPairs, reaching, ways
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Schema

MOST_WAYS: Final = 20
"""Ways on which one operation reaches the same pair of schemas, that are listed."""
MOST_REACHED: Final = 100_000
"""Places that are listed in all; beyond them each operation is listed with its first way only."""


class _Root(Struct):
    """Where schemas are used: an operation, the direction, and the place as Microsoft's validator names it."""

    operation: str
    direction: Direction
    path: str
    key: Key


class Collector:
    """The differences between two connectors, with where each reaches an operation."""

    def __init__(self, old: Connector, new: Connector) -> None:
        self.old, self.new = old, new
        self.pairs = SchemaPairs(old, new)
        self._roots: list[_Root] = []
        self._found: dict[object, tuple[Difference, Direction, dict[Reach, None]]] = {}
        self._places = 0

    def add(self, difference: Difference, direction: Direction = "none", operation: str = "", path: str = "") -> None:
        """Take a difference; ``path`` leads to what it is compared in, and ``tail`` of the difference on from there."""
        key = difference.kind, direction, difference.name, difference.old_at, difference.new_at
        if difference.old_at is None and difference.new_at is None:
            key = (*key, operation, path)  # type: ignore[assignment]
        _, _, reached = self._found.setdefault(key, (difference, direction, {}))
        if operation:
            self._places += 1
            reached[Reach(operation, "/".join((path, *difference.tail)))] = None

    def value(
        self,
        operation: str,
        direction: Direction,
        path: str,
        old: Schema,
        new: Schema,
        traits: frozenset[str] = frozenset(),
    ) -> None:
        """Compare a value that an operation takes or gives back, with all that lies inside it."""
        found, key = self.pairs.compare(old, new, traits)
        for difference in found:
            self.add(difference, direction, operation, path)
        if key is not None:
            self._roots.append(_Root(operation, direction, path, key))

    def facts(self) -> tuple[Fact, ...]:
        """Return all facts: what differs in operations and the connector first, then what differs inside values."""
        wanted = reaching(self.pairs)
        for root in self._roots:
            most = MOST_WAYS if self._places < MOST_REACHED else 1
            for way, pair in ways(self.pairs, root.key, wanted, most):
                path = "/".join((root.path, *way))
                for difference in pair.differences:
                    self.add(difference, root.direction, root.operation, path)
        return tuple(self._facts())

    def _facts(self) -> Iterator[Fact]:
        for difference, direction, reached in self._found.values():
            yield Fact(difference, direction, tuple(reached), _definition(difference))
        if self.pairs.left_out:
            found = elsewhere("compared-in-part", "definitions", ("definitions",), self.new.at / "definitions")
            yield Fact(replace(found, old=len(self.pairs.pairs), old_at=self.old.at / "definitions"))


def _definition(difference: Difference) -> str | None:
    """The path inside the definitions, if the difference is written in one of them."""
    at = difference.new_at if difference.kind == "field-added" else difference.old_at or difference.new_at
    keys = _keys(at)
    if len(keys) < 2 or keys[0] != "definitions":
        return None
    return keys[1]


def _keys(at: Pointer | None) -> tuple[str, ...]:
    return tuple(str(key) for key in at.keys) if at is not None else ()

"""Differences gathered from all parts of two connectors, and grouped into facts by the place they are written at.

A difference in a shared part, a definition or a parameter, is one fact, which lists all operations that it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.analysis.hidden import is_hidden
from connectorsmith.changes.fact import Difference, Direction, Fact, Reach, elsewhere
from connectorsmith.changes.operations import Paired, label
from connectorsmith.changes.schema_pairs import Key, SchemaPairs
from connectorsmith.changes.ways import Way, Ways
from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Schema

MOST_WAYS: Final = 20
"""Ways on which one operation reaches the same pair of schemas, that are listed."""
MOST_LISTED: Final = 500
"""Places that are listed for one difference; beyond them, one place for each further operation."""
MOST_OPERATIONS: Final = 1_000
"""Operations that are listed for one difference; the platform takes 256 in one connector."""
MOST_TEXT: Final = 5_000_000
"""Characters of all places; beyond them, each difference is listed with its first place only."""

_APART: Final = frozenset({"positional", "in-optional", "in-internal", "no-body"})
"""Circumstances that differ between the places of one difference, and make changes of their own."""
_OF_WAY: Final = frozenset({"field-optional", "field-required", "value-hidden", "value-shown"})
"""Kinds whose verdict depends on the way to a field."""
_OF_HIDDEN: Final = frozenset({"default-added", "default-removed", "default-changed"})
"""Kinds whose verdict depends on whether makers see what a value lies in."""


class _Root(Struct):
    """Where schemas are used: an operation, the direction, and the place as Microsoft's validator names it."""

    operation: str
    direction: Direction
    path: str
    key: Key
    described_by: str
    positional: bool
    internal: bool


class _Found(Struct):
    """A difference with the places that it reaches, and how many of them are not listed."""

    difference: Difference
    direction: Direction
    reached: dict[Reach, None] = field(default_factory=dict)
    operations: set[str] = field(default_factory=set)
    unlisted: int = 0

    def is_full(self, operation: str) -> bool:
        """Whether another place in an operation is only counted."""
        if operation in self.operations:
            return len(self.reached) >= MOST_LISTED
        return len(self.operations) >= MOST_OPERATIONS


class Collector:
    """The differences between two connectors, with where each reaches an operation.

    ``ids`` has the new id of each operation that was renamed, which Microsoft's validator does not compare.
    """

    def __init__(self, old: Connector, new: Connector, operations: Paired) -> None:
        self.old, self.new = old, new
        self.ids = {label(before): label(after) for before, after in operations.renamed}
        self.pairs = SchemaPairs(old, new, self.ids)
        self._unseen = {*self.ids.values()}
        self._roots: list[_Root] = []
        self._found: dict[object, _Found] = {}
        self._text = 0

    def add(
        self,
        difference: Difference,
        direction: Direction = "none",
        operation: str = "",
        path: str = "",
        described_by: str = "",
    ) -> None:
        """Take a difference; ``path`` leads to what it is compared in, and ``tail`` of the difference on from there."""
        apart = difference.traits & _APART
        key = difference.kind, direction, difference.name, difference.old_at, difference.new_at, apart
        if difference.old_at is None and difference.new_at is None:
            key = (*key, operation, path)  # type: ignore[assignment]
        found = self._found.setdefault(key, _Found(difference, direction))
        if not operation:
            return
        seen = not described_by and operation not in self._unseen
        reach = Reach(operation, "/".join((path, *difference.tail)), described_by, seen)
        if reach in found.reached:
            return
        if found.reached and (self._text > MOST_TEXT or found.is_full(operation)):
            found.unlisted += 1
            return
        self._text += len(reach.path)
        found.reached[reach] = None
        found.operations.add(operation)

    def value(
        self,
        operation: str,
        direction: Direction,
        path: str,
        old: Schema,
        new: Schema,
        traits: frozenset[str] = frozenset(),
        described_by: str = "",
        positional: bool = False,
    ) -> None:
        """Compare a value that an operation takes or gives back, with all that lies inside it.

        ``positional`` says that it is a body, whose required fields Power Apps passes by position.
        """
        found, key = self.pairs.compare(old, new, traits)
        for difference in found:
            self.add(difference, direction, operation, path, described_by)
        if key is not None:
            internal = direction == "input" and (
                "internal" in traits or is_hidden(self.old, old) or is_hidden(self.new, new)
            )
            self._roots.append(_Root(operation, direction, path, key, described_by, positional, internal))

    def facts(self) -> tuple[Fact, ...]:
        """Return all facts: what differs in operations and the connector first, then what differs inside values."""
        ways = Ways(self.pairs)
        for root in self._roots:
            most = MOST_WAYS if self._text < MOST_TEXT else 1
            for way, pair in ways.from_pair(root.key, most):
                path = "/".join((root.path, *way.steps))
                for difference in pair.differences:
                    traits = _of_way(difference, way, positional=root.positional and not way.steps)
                    if difference.kind in _OF_HIDDEN and (root.internal or (root.direction == "input" and way.hidden)):
                        traits |= {"internal", "in-internal"}
                    if traits:
                        difference = replace(difference, traits=difference.traits | traits)
                    self.add(difference, root.direction, root.operation, path, root.described_by)
        return tuple(self._facts())

    def _facts(self) -> Iterator[Fact]:
        for one in self._found.values():
            definition = _definition(one.difference)
            yield Fact(one.difference, one.direction, tuple(one.reached), definition, one.unlisted)
        if self.pairs.left_out:
            found = elsewhere("compared-in-part", "definitions", ("definitions",), self.new.at / "definitions")
            yield Fact(replace(found, old=len(self.pairs.pairs), old_at=self.old.at / "definitions"))
        unfollowed = {_definition_at(one.at) or str(one.at): one for one in self.pairs.unfollowed.values()}
        for name, schema in unfollowed.items():
            yield Fact(elsewhere("compared-in-part", name, ("definitions", name), schema.at, "inherited"))


def _of_way(difference: Difference, way: Way, *, positional: bool) -> frozenset[str]:
    """The circumstances of a field that its way tells, for the kinds that depend on them."""
    if difference.kind not in _OF_WAY or len(difference.tail) != 1:
        return frozenset()
    words = {"positional": positional, "in-optional": way.optional}
    return frozenset(word for word, holds in words.items() if holds)


def _definition(difference: Difference) -> str | None:
    """The path inside the definitions, if the difference is written in one of them."""
    return _definition_at(
        difference.new_at if difference.kind == "field-added" else difference.old_at or difference.new_at
    )


def _definition_at(at: Pointer | None) -> str | None:
    keys = _keys(at)
    if len(keys) < 2 or keys[0] != "definitions":
        return None
    return keys[1]


def _keys(at: Pointer | None) -> tuple[str, ...]:
    return tuple(str(key) for key in at.keys) if at is not None else ()

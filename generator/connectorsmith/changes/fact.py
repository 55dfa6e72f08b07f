"""Facts: what differs between two versions of a connector, without an opinion on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import ABSENT, Json
from connectorsmith.model.values import Absent

Direction = Literal["none", "input", "output", "error"]
"""Whether a value is sent by flows, comes back to them, comes back with a failed call, or is neither."""


class Renamed(Struct, frozen=True):
    """The other name that something probably has in the other version, and what speaks for it."""

    name: str
    evidence: tuple[str, ...]


class Difference(Struct, frozen=True):
    """A difference at one place, before it is known which operations use the place.

    ``tail`` leads from the place that is being compared to the thing, in the words of Microsoft's ValuePath.
    ``old_at`` and ``new_at`` are where the thing is written; where it is missing, the other one has a place near by
    in ``near``. ``traits`` are the circumstances that verdicts depend on.
    """

    kind: str
    name: str
    tail: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    old: Json | Absent = ABSENT
    new: Json | Absent = ABSENT
    old_at: Pointer | None = None
    new_at: Pointer | None = None
    near: Pointer | None = None
    renamed: Renamed | None = None


def present(
    kind: str, name: str, tail: tuple[str, ...], traits: Iterable[str], at: Pointer, near: Pointer, *, removed: bool
) -> Difference:
    """Something that only one version has: it is written ``at`` there, and the new version has a place ``near`` it."""
    every = frozenset(traits)
    if removed:
        return Difference(kind, name, tail, every, old_at=at, near=near)
    return Difference(kind, name, tail, every, new_at=at, near=at)


def elsewhere(kind: str, name: str, tail: tuple[str, ...], at: Pointer, *traits: str) -> Difference:
    """Something that differs below one place which both versions have, and has no place of its own."""
    return Difference(kind, name, tail, frozenset(traits), old_at=at, new_at=at, near=at)


class Reach(Struct, frozen=True, order=True):
    """A place at which a difference reaches a maker: the operation, and the place as Microsoft's validator names it.

    ``described_by`` is the operation that describes the place at run time. ``seen`` says whether the validator compares
    the place: it sees neither what is described at run time nor an operation whose id is another one.
    """

    operation: str
    path: str
    described_by: str = ""
    seen: bool = True


class Fact(Struct, frozen=True):
    """A difference with its direction and every place it reaches; ``definition`` names the definition it is in.

    ``reached`` is empty for what belongs to the connector as a whole. ``place`` identifies the fact across versions.
    ``unlisted`` is the number of further places that it reaches.
    """

    difference: Difference
    direction: Direction = "none"
    reached: tuple[Reach, ...] = ()
    definition: str | None = None
    unlisted: int = 0

    @property
    def kind(self) -> str:
        """The key of the fact in the tables of verdicts."""
        return self.difference.kind

    @property
    def place(self) -> str:
        """The identity of the place: inside a definition if the fact is in one, else as in Microsoft's validator."""
        tail = "/".join(self.difference.tail)
        if self.definition is not None:
            return f"definition/{self.definition}/{self.direction}/{tail}"
        return self.reached[0].path if self.reached else tail

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that the fact reaches, each once."""
        return tuple(dict.fromkeys(one.operation for one in self.reached))

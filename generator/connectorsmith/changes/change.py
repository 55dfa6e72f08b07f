"""A change: a fact with its verdict."""

from __future__ import annotations

from msgspec import Struct

from connectorsmith.changes.fact import Fact, Reach
from connectorsmith.changes.verdicts import Level, Verdict, kinds


class Change(Struct, frozen=True):
    """A fact, the row of the table that counts for it, and its level; ``accepted`` is the reason of an author.

    ``consumers`` are those that the level and the texts are for, none for all of them.
    """

    fact: Fact
    verdict: Verdict
    level: Level
    accepted: str | None = None
    consumers: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The identity of the change among those of its kind: the place of the fact, and its key."""
        return self._with_key(self.fact.place)

    @property
    def places(self) -> tuple[str, ...]:
        """The places of all that a shared part of a spec reaches, each once; a definition is one place."""
        if self.fact.definition is not None or not self.fact.reached:
            return (self.place,)
        return tuple(dict.fromkeys(self._with_key(one.path) for one in self.fact.reached))

    def _with_key(self, place: str) -> str:
        name = self.fact.difference.name
        return f"{place}/{name}" if _is_of_a_key(self.fact.kind) and place.rpartition("/")[2] != name else place

    @property
    def microsoft(self) -> str | None:
        """The message of Microsoft's validator for it, if one was ever seen."""
        if "parameter" in self.fact.difference.traits:
            return None  # the messages about fields are worded differently for parameters, and were never seen
        if self.fact.reached and not self._seen:
            return None
        return self.verdict.microsoft or (kinds()[self.fact.kind].microsoft if self.level is Level.BREAKING else None)

    @property
    def value_paths(self) -> tuple[str, ...]:
        """Every place it reaches, as Microsoft's validator writes them."""
        end = kinds()[self.fact.kind].path
        paths = dict.fromkeys(one.path for one in self._seen)
        return tuple(f"{path}/{end}" if end else path for path in paths)

    @property
    def _seen(self) -> tuple[Reach, ...]:
        """The places that Microsoft's validator compares."""
        return tuple(one for one in self.fact.reached if one.seen)


def _is_of_a_key(kind: str) -> bool:
    """Whether a kind is of any key, which its message names, such as one of many extensions."""
    return "{name}" in kinds()[kind].says

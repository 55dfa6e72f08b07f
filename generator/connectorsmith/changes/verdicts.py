"""Verdicts: what a fact means for those who use the connector, from the tables of ``kinds``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal

import msgspec
from msgspec import Struct, field

from connectorsmith.changes.fact import Fact
from connectorsmith.packaged_yaml import packaged_yaml

CONSUMERS: Final = {
    "flows": "Power Automate",
    "apps": "Power Apps",
    "logic-apps": "Logic Apps",
    "copilot": "Copilot Studio",
}
"""Who uses a connector, by the word in the tables."""
SOURCES: Final = {
    "versioning": "https://learn.microsoft.com/connectors/custom-connectors/operational-versioning",
    "update": "https://learn.microsoft.com/connectors/custom-connectors/certification-updates",
    "deprecate": "https://learn.microsoft.com/connectors/custom-connectors/deprecate-operation",
    "designer": "https://github.com/Azure/LogicAppsUX",
    "power-fx": "https://github.com/microsoft/Power-Fx",
    "inferred": "concluded from what flows, apps and connections store",
}
_NOT: Final = "not-"
_PULL: Final = "pull "
_PULLS: Final = "https://github.com/microsoft/PowerPlatformConnectors/pull/"
_Word = Literal["cosmetic", "compatible", "warning", "breaking"]


class Level(IntEnum):
    """How bad a change is; ordered, so that ``>=`` compares."""

    COSMETIC = 0
    COMPATIBLE = 1
    WARNING = 2
    BREAKING = 3

    @property
    def word(self) -> str:
        """The level in lower case, as it is written everywhere."""
        return self.name.lower()


class Verdict(Struct, frozen=True, rename={"conditions": "when"}):
    """One row of a table: it counts where all words of ``when`` hold, directions and traits, ``not-…`` where not.

    ``says``, ``note`` and ``microsoft`` replace those of the kind. ``feature`` marks something new to use. ``reasons``
    has the reason for a consumer whose level differs from that of the row, where ``why`` does not give it.
    """

    level: _Word
    why: str
    source: str
    conditions: str = ""
    cure: str | None = None
    consumers: Mapping[str, _Word] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    says: str | None = None
    note: str | None = None
    microsoft: str | None = None
    feature: bool = False

    def holds(self, words: frozenset[str]) -> bool:
        """Whether the row counts under these circumstances."""
        wanted = self.conditions.split()
        return all(word.removeprefix(_NOT) not in words if word.startswith(_NOT) else word in words for word in wanted)

    @property
    def evidence(self) -> str:
        """Where the verdict comes from: an address, or how it was concluded."""
        return _PULLS + self.source.removeprefix(_PULL) if self.source.startswith(_PULL) else SOURCES[self.source]

    def why_for(self, consumers: Iterable[str]) -> str:
        """The reason of the level that ``level_for`` gives."""
        level = self.level_for(consumers)
        worst = [one for one in consumers if self.level_for([one]) is level]
        return self.reasons.get(worst[0], self.why) if len(worst) == 1 else self.why

    def level_for(self, consumers: Iterable[str]) -> Level:
        """The level for some consumers, the worst of theirs; without any, the level of the row."""
        found = [Level[self.consumers.get(one, self.level).upper()] for one in consumers]
        return max(found, default=Level[self.level.upper()])


class Kind(Struct, frozen=True):
    """A kind of fact: its texts, the kind of the reverse, the end of the ValuePath, and the rows of verdicts."""

    title: str
    says: str
    note: str
    mirror: str
    verdicts: tuple[Verdict, ...]
    path: str | None = None
    microsoft: str | None = None

    @property
    def messages(self) -> tuple[str, ...]:
        """Every message of Microsoft's validator about this kind that is known, each once."""
        found = (self.microsoft, *(row.microsoft for row in self.verdicts))
        return tuple(dict.fromkeys(message for message in found if message is not None))


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of fact, by its name, in the order of the tables."""
    folder = files("connectorsmith.changes") / "kinds"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    found: dict[str, Kind] = {}
    for name in names:
        found |= msgspec.convert(packaged_yaml("connectorsmith.changes", f"kinds/{name}"), dict[str, Kind])
    return found


def verdict(fact: Fact) -> Verdict:
    """The row that counts for a fact: the first whose words all hold."""
    return _row(fact.kind, fact.difference.traits | {fact.direction})


@lru_cache(1024)
def _row(kind: str, words: frozenset[str]) -> Verdict:
    return next(row for row in kinds()[kind].verdicts if row.holds(words))

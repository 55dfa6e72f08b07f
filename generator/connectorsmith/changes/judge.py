"""Facts with their verdicts: what a change of a connector means, for all consumers or for some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.changes.compare import changes
from connectorsmith.changes.fact import Fact, elsewhere
from connectorsmith.changes.next_version import next_version
from connectorsmith.changes.verdicts import Level, Verdict, kinds, verdict
from connectorsmith.model import Connector, Info

UNCHANGED: Final = "version-unchanged"
_VERSION: Final = "version-changed"


class Change(Struct, frozen=True):
    """A fact, the row of the table that counts for it, and its level; ``accepted`` is the reason of an author."""

    fact: Fact
    verdict: Verdict
    level: Level
    accepted: str | None = None

    @property
    def microsoft(self) -> str | None:
        """The message of Microsoft's validator for it, if one was ever seen."""
        if "parameter" in self.fact.difference.traits:
            return None  # the messages about fields are worded differently for parameters, and were never seen
        return self.verdict.microsoft or (kinds()[self.fact.kind].microsoft if self.level is Level.BREAKING else None)

    @property
    def value_paths(self) -> tuple[str, ...]:
        """Every place it reaches, as Microsoft's validator writes them."""
        end = kinds()[self.fact.kind].path
        paths = (one.path for one in self.fact.reached)
        return tuple(f"{path}/{end}" if end else path for path in paths)


def judge(old: Connector, new: Connector, consumers: Iterable[str] = ()) -> list[Change]:
    """Compare two versions and judge each fact, the worst first; ``consumers`` are keys of ``CONSUMERS``."""
    chosen = tuple(consumers)
    found = [_judged(fact, chosen) for fact in changes(old, new)]
    found += [_judged(fact, chosen) for fact in _version_kept(found, old, new)]
    return sorted(found, key=lambda change: -change.level)


def _judged(fact: Fact, consumers: Sequence[str]) -> Change:
    row = verdict(fact)
    return Change(fact, row, row.level_for(consumers))


def _version_kept(found: Sequence[Change], old: Connector, new: Connector) -> Iterable[Fact]:
    """A fact if the connector changed and its version did not."""
    before, after = (side.info or Info() for side in (old, new))
    if not found or before.version is None or before.version != after.version:
        return
    at = after.at / "version"
    following = next_version(before.version, found)
    found_here = elsewhere(UNCHANGED, "version", ("version",), at)
    yield Fact(replace(found_here, old=before.version, new=following, old_at=before.at / "version"))

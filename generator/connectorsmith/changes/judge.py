"""Facts with their verdicts: what a change of a connector means, for all consumers or for some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.change import Change
from connectorsmith.changes.compare import changes
from connectorsmith.changes.fact import Fact, elsewhere
from connectorsmith.changes.next_version import needed_version, next_version, size_of
from connectorsmith.changes.verdicts import verdict
from connectorsmith.model import ABSENT, Connector, Info

UNCHANGED: Final = "version-unchanged"
TOO_LOW: Final = "version-too-low"
_CHANGED: Final = "version-changed"


def judge(old: Connector, new: Connector, consumers: Iterable[str] = ()) -> list[Change]:
    """Compare two versions and judge each fact, the worst first; ``consumers`` are keys of ``CONSUMERS``."""
    chosen = tuple(consumers)
    found = [judged(fact, chosen) for fact in changes(old, new)]
    found += [judged(fact, chosen) for fact in _version(found, old, new)]
    return sorted(found, key=lambda change: -change.level)


def judged(fact: Fact, consumers: Sequence[str]) -> Change:
    """A fact with the row of the table that counts for it, and the level for these consumers, for all if empty."""
    row = verdict(fact)
    return Change(fact, row, row.level_for(consumers), consumers=tuple(consumers))


def _version(found: Sequence[Change], old: Connector, new: Connector) -> Iterable[Fact]:
    """A fact if the connector changed and its version did not, or not enough."""
    before, after = (side.info or Info() for side in (old, new))
    others = [change for change in found if change.fact.kind != _CHANGED]
    if not others or before.version is None:
        return
    kept = before.version == after.version
    following = next_version(before.version, others) if kept else needed_version(before.version, after.version, others)
    if following is None and not kept:
        return
    trait = "without-numbers" if following is None else size_of(others)
    at = after.at / "version"
    here = elsewhere(UNCHANGED if kept else TOO_LOW, after.version or "none", ("version",), at, trait)
    yield Fact(replace(here, old=before.version, new=following or ABSENT, old_at=before.at / "version"))

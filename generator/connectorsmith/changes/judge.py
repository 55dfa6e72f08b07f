"""Facts with their verdicts: what a change of a connector means, for all consumers or for some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.change import Change
from connectorsmith.changes.compare import changes
from connectorsmith.changes.fact import Fact, elsewhere
from connectorsmith.changes.next_version import next_version
from connectorsmith.changes.verdicts import verdict
from connectorsmith.model import Connector, Info

UNCHANGED: Final = "version-unchanged"
_VERSION: Final = "version-changed"


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

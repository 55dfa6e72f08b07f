"""Breaking changes that authors have accepted, found again among the changes of a comparison.

An entry covers one change of one value, in comparisons with its version or an earlier one. Afterwards it is history.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.changes.accepted_file import Accepted, AcceptedFile, at_entry, with_entries
from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import shown
from connectorsmith.changes.next_version import release_version, version_numbers
from connectorsmith.changes.verdicts import Level
from connectorsmith.diagnostics import Diagnostic, Severity
from connectorsmith.diagnostics.secret_names import is_secret_name
from connectorsmith.diagnostics.secret_text import find_secret_text
from connectorsmith.model import ABSENT, Connector, Info, Json
from connectorsmith.model.values import Absent, same

UNUSED: Final = "accepted-change-unused"
_LONGEST: Final = 200
"""Characters of a value in JSON that an entry holds; a longer value is held as its digest."""


class VersionRange(Struct, frozen=True):
    """The versions that two connectors have, ``None`` where one has none."""

    old: str | None
    new: str | None

    @classmethod
    def between(cls, old: Connector, new: Connector) -> VersionRange:
        """The versions of two connectors."""
        before, after = ((side.info or Info()).version for side in (old, new))
        return cls(before, after)

    def includes(self, version: str) -> bool:
        """Whether a version is the old one or comes after it; where one has no numbers, whether it is one of the two.

        An entry of the old version cannot cover a change that this version has already, so it does no harm.
        """
        before, given = version_numbers(self.old), version_numbers(version)
        if before is None:
            return version in (self.old or "none", self.new or "none")
        return version == self.new if given is None else given >= before

    def is_history(self, version: str) -> bool:
        """Whether a version was reached before what is compared, so that its entries need not cover anything."""
        return self.old != self.new and version_numbers(version) == version_numbers(self.old)


def with_accepted(
    changes: Sequence[Change], known: AcceptedFile, versions: VersionRange, base: AcceptedFile | None = None
) -> tuple[list[Change], list[Diagnostic]]:
    """The changes with the reasons of those that are accepted, and a warning for each entry that covers none.

    An entry that ``base``, the file of the old version, has too belongs to an earlier step, so it may cover none.
    """
    valid = [entry for entry in known.entries if versions.includes(entry.version)]
    by_place: dict[tuple[str, str], list[Accepted]] = {}
    for entry in valid:
        by_place.setdefault((entry.change, entry.place), []).append(entry)
    used: set[int] = set()
    found: list[Change] = []
    for change in changes:
        covering = [_covering(change, place, by_place) for place in change.places]
        used |= {one.number for one in covering if one is not None}
        reasons = dict.fromkeys(" ".join(one.reason.split()) for one in covering if one is not None)
        found.append(replace(change, accepted=" ".join(reasons)) if None not in covering else change)
    earlier = {_identity(entry) for entry in base.entries} if base is not None else set()
    left = [
        entry
        for entry in valid
        if entry.number not in used and _identity(entry) not in earlier and not versions.is_history(entry.version)
    ]
    return found, [_unused(entry, known, found) for entry in left]


def _identity(entry: Accepted) -> str:
    return repr(replace(entry, number=0))


def _covering(change: Change, place: str, by_place: Mapping[tuple[str, str], Sequence[Accepted]]) -> Accepted | None:
    """The entry that covers a change at one of its places."""
    entries = by_place.get((change.fact.kind, place), ())
    return next((one for one in entries if _covers(one, change)), None)


def _covers(entry: Accepted, change: Change) -> bool:
    one = change.fact.difference
    return _same(entry.old, recorded(one.name, one.old)) and _same(entry.new, recorded(one.name, one.new))


def _same(left: Json | Absent, right: Json | Absent) -> bool:
    return left is right or (left is not ABSENT and right is not ABSENT and same(left, right))


def recorded(name: str, value: Json | Absent) -> Json | Absent:
    """A value as an entry holds it: a long one, and one that is a secret or has one in it, as its digest."""
    if value is ABSENT:
        return value
    text = json.dumps(value, sort_keys=True, default=str)
    if len(text) <= _LONGEST and not is_secret_name(name) and not find_secret_text(text).values:
        return value
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _unused(entry: Accepted, known: AcceptedFile, changes: Iterable[Change]) -> Diagnostic:
    values = "" if entry.old is ABSENT and entry.new is ABSENT else f" ({shown(entry.old)} → {shown(entry.new)})"
    message = f"{entry.change} at {entry.place}{values} is accepted for version {entry.version}, and does not occur"
    alike = (one for one in changes if one.fact.kind == entry.change and one.accepted is None)
    other = next((one for one in alike if entry.place in one.places), None)
    hint = "remove the entry"
    if other is not None:
        old, new = (
            recorded(other.fact.difference.name, getattr(other.fact.difference, side)) for side in ("old", "new")
        )
        hint = f"the value changes from {shown(old)} to {shown(new)} now: remove the entry and accept that change"
    at = at_entry(entry)
    span = None if known.document is None else known.document.span(at)
    return Diagnostic(UNUSED, Severity.WARNING, message, at, span, hint)


def accepting(known: AcceptedFile, changes: Sequence[Change], versions: VersionRange, reason: str) -> tuple[str, int]:
    """The text of the file with entries for each breaking change that is not accepted yet, and how many those are.

    The entries have the version that the changes need, so that they count before and after it is raised.
    """
    version = release_version(versions.old, versions.new, changes)
    wanted = [change for change in changes if change.level is Level.BREAKING and change.accepted is None]
    entries = {_identity(entry): entry for change in wanted for entry in _entries_for(change, version, reason.strip())}
    there = {_identity(entry) for entry in known.entries}
    return with_entries(known, [entry for key, entry in entries.items() if key not in there]), len(wanted)


def _entries_for(change: Change, version: str, reason: str) -> Iterator[Accepted]:
    """An entry for each place: what a spec shares is written at each of them in a package, and compared there."""
    one = change.fact.difference
    old, new = recorded(one.name, one.old), recorded(one.name, one.new)
    for place in change.places:
        yield Accepted(change.fact.kind, place, version, reason, old, new)

"""Breaking changes that authors have accepted, found again among the changes of a comparison.

An entry covers one change of one value, in the releases after the version that is compared with. Entries of earlier
releases are history.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
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
        """Whether a version comes after the old one; of versions without numbers only these two are known."""
        before, given = version_numbers(self.old), version_numbers(version)
        if before is not None and given is not None:
            return given > before
        return version in (self.new or "none", "none" if self.old is None else self.old if before is None else None)


def with_accepted(
    changes: Sequence[Change], known: AcceptedFile, versions: VersionRange, base: AcceptedFile | None = None
) -> tuple[list[Change], list[Diagnostic]]:
    """The changes with the reasons of those that are accepted, and a warning for each entry that covers none.

    An entry that ``base``, the file of the old version, has too belongs to an earlier step, so it may cover none.
    """
    valid = [entry for entry in known.entries if versions.includes(entry.version)]
    by_key: dict[tuple[str, str], list[Accepted]] = {}
    for entry in valid:
        by_key.setdefault((entry.change, entry.place), []).append(entry)
    used: set[int] = set()
    found: list[Change] = []
    for change in changes:
        covering = next((one for one in by_key.get(_key(change), ()) if _covers(one, change)), None)
        if covering is None:
            found.append(change)
            continue
        used.add(covering.number)
        found.append(replace(change, accepted=" ".join(covering.reason.split())))
    earlier = {_identity(entry) for entry in base.entries} if base is not None else set()
    left = [entry for entry in valid if entry.number not in used and _identity(entry) not in earlier]
    return found, [_unused(entry, known, found) for entry in left]


def _key(change: Change) -> tuple[str, str]:
    return change.fact.kind, change.place


def _identity(entry: Accepted) -> str:
    return repr(replace(entry, number=0))


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
    other = next((one for one in changes if _key(one) == (entry.change, entry.place) and one.accepted is None), None)
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
    """The text of the file with an entry for each breaking change that is not accepted yet, and how many those are.

    The entries have the version that the changes need, so that they count before and after it is raised.
    """
    new = [*_new_entries(changes, release_version(versions.old, versions.new, changes), reason)]
    return with_entries(known, new), len(new)


def _new_entries(changes: Iterable[Change], version: str, reason: str) -> Iterator[Accepted]:
    seen: set[str] = set()
    for change in changes:
        if change.level is not Level.BREAKING or change.accepted is not None:
            continue
        one = change.fact.difference
        old, new = recorded(one.name, one.old), recorded(one.name, one.new)
        entry = Accepted(*_key(change), version, reason.strip(), old, new)
        if _identity(entry) not in seen:
            seen.add(_identity(entry))
            yield entry

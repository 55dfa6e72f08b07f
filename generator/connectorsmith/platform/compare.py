"""The changes that an upload makes on the platform, field by field, and which of them need a confirmation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from connectorsmith.model.values import ABSENT, differences
from connectorsmith.platform.platform_state import PlatformState, state_parts

NEW: Final = "new"
GONE: Final = "gone"
CHANGED: Final = "changed"
LONGEST: Final = 60
"""Characters of a value that are shown."""
_SECRET: Final = "note: {} is a secret on the platform; it is not shown; an upload removes or replaces it"
SIGNS: Final = {NEW: "+", GONE: "-", CHANGED: "~"}


class FieldDifference(Struct, frozen=True):
    """One field: its group, its place inside, its values on the platform and in the upload; ``refused`` says why not.

    ``place`` is empty where the whole group comes or goes.
    """

    group: str
    place: str
    kind: str
    before: Any = None
    after: Any = None
    refused: str | None = None

    def value(self) -> dict[str, Any]:
        """The change as JSON; bytes are given as their number."""
        found: dict[str, Any] = {"group": self.group, "place": self.place, "kind": self.kind}
        if self.kind != NEW:
            found["before"] = _plain(self.before)
        if self.kind != GONE:
            found["after"] = _plain(self.after)
        return found if self.refused is None else found | {"refused": self.refused}

    def line(self) -> str:
        """The change as a line of text, in ASCII."""
        shown = {NEW: _short(self.after), GONE: _short(self.before)}
        values = shown.get(self.kind) or f"{_short(self.before)} -> {_short(self.after)}"
        return f"{SIGNS[self.kind]} {self.place}: {values}" if self.place else f"{SIGNS[self.kind]} {values}"


def plan_upload(live: PlatformState, ours: PlatformState) -> list[FieldDifference]:
    """Every field that an upload would change, in the order of the upload, what vanishes last."""
    old, new = state_parts(live), state_parts(ours)
    found = [change for group in new for change in _group(group, old.get(group), new[group])]
    return found + [change for group in old if group not in new for change in _group(group, old[group], None)]


def _group(group: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> Iterator[FieldDifference]:
    if old is None:
        if new:
            yield FieldDifference(group, "", NEW, after=_whole(new))
    elif new is None:
        if old:
            yield FieldDifference(group, "", GONE, before=_whole(old), refused=_refused(group, "", GONE))
    else:
        yield from _differences(group, old, new)


def _whole(part: dict[str, Any]) -> Any:
    return part[""] if part.keys() == {""} else part


def _differences(group: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[FieldDifference]:
    """The fields of a group that differ, in the order of the upload."""
    for keys, after, before in differences(new, old, _are_lists_of_objects):
        place = "/".join(map(str, keys)).strip("/")
        if before is ABSENT:
            yield FieldDifference(group, place, NEW, after=after)
        elif after is ABSENT:
            yield FieldDifference(group, place, GONE, before=before, refused=_refused(group, place, GONE))
        else:
            yield FieldDifference(group, place, CHANGED, before, after, _refused(group, place, CHANGED))


def _are_lists_of_objects(old: list[Any], new: list[Any]) -> bool:
    return len(old) == len(new) and all(isinstance(item, dict) for item in (*old, *new))


def _refused(group: str, place: str, kind: str) -> str | None:
    """Why a change destroys something; ``None`` if it does not."""
    if group == "script" and kind == GONE:
        return "the script would be cleared, and operations that run through it would fail"
    return None


def plan_lines(
    title: str,
    changes: list[FieldDifference],
    secrets: Sequence[str] = (),
    first: Sequence[str] = (),
    kept: Sequence[str] = (),
) -> list[str]:
    """Return the lines of a plan: each group with its changes below it, and a line for each live ``secrets`` place.

    ``first`` are lines that come before the groups, ``kept`` the notes of a state on values that are not compared.
    """
    notes = [*(_SECRET.format(place) for place in secrets), *(f"not taken over: {note}" for note in kept)]
    if not changes:
        return [f"{title}: nothing to change", *notes]
    lines = [f"{title}: {len(changes)} change{'s' * (len(changes) != 1)}", *(["", *first] if first else [])]
    group = ""
    for change in changes:
        if change.group != group:
            group = change.group
            lines += ["", group]
        lines.append(f"  {change.line()}")
        if change.refused:
            lines.append(f"    refused: {change.refused}")
    return [*lines, *notes]


def plan_json(
    known: dict[str, Any],
    changes: list[FieldDifference],
    secrets: Sequence[str] = (),
    breaking: Sequence[Any] = (),
    kept: Sequence[str] = (),
) -> str:
    """Return a plan for programs: the connector, what breaks, the changes, and whether any is refused.

    ``secrets`` are the JSON pointers, inside the live properties, of values that are not shown; ``kept`` the notes of a
    state on values that are not compared.
    """
    refused = any(change.refused for change in changes)
    found = {
        "refused": refused,
        "breaking": list(breaking),
        "changes": [change.value() for change in changes],
        "secrets": list(secrets),
        "notTakenOver": list(kept),
    }
    return json.dumps(known | found, indent=2) + "\n"


def _plain(value: Any) -> Any:
    return f"{len(value):,} bytes" if isinstance(value, bytes) else value


def _short(value: Any) -> str:
    if isinstance(value, bytes):
        return str(_plain(value))
    text = json.dumps(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."

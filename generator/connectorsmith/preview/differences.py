"""The changes from an earlier version, card by card, with those that break existing flows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from connectorsmith.changes.change import Change
from connectorsmith.changes.diagnose import diagnose
from connectorsmith.changes.judge import judge
from connectorsmith.changes.verdicts import Level
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.model import Json
from connectorsmith.preview.as_json import shown
from connectorsmith.preview.calls import opened_entry
from connectorsmith.preview.requests import PageRequest, Refused
from connectorsmith.preview.session import Session
from connectorsmith.workspace.environments import in_environment
from connectorsmith.workspace.opened import OpenedConnector

HEAD: Final = "HEAD"
LIVE: Final = "live:"
"""The prefix of the name of a deployed version; its environment follows."""

Earlier = Callable[[str, str], OpenedConnector]
"""Opens the version of a connector, by its id, that a name such as ``HEAD`` represents."""


class Differences:
    """Answers what changed. ``names`` are the versions that may be compared with; each is opened once."""

    def __init__(self, session: Session, names: tuple[str, ...], earlier: Earlier) -> None:
        self._session = session
        self._names = names
        self._earlier = earlier
        self._opened: dict[tuple[str, str], OpenedConnector] = {}

    async def changes(self, asked: PageRequest) -> Json:
        """The changes since a version, the worst first. ``HEAD`` moves, so it is opened each time."""
        entry, _, _ = opened_entry(self._session, asked)
        against = asked.text("against") or HEAD
        if against not in self._names:
            raise Refused(404, f"unknown version {against!r}, write one of {', '.join(self._names)}")
        old = await self._old(entry.target.name, against)
        if old.connector is None or entry.opened is None:
            raise Refused(409, f"{entry.target.name} has errors in {against}")
        new = _compared(entry.opened, against)
        if new.connector is None:
            raise Refused(409, f"{entry.target.name} has errors in the environment of {against}")
        found = await asyncio.to_thread(judge, old.connector, new.connector)
        placed = diagnose(found, old, new)
        return {
            "against": against,
            "names": list(self._names),
            "changes": [_as_json(change, one, self._session.root) for change, one in zip(found, placed, strict=True)],
        }

    async def _old(self, name: str, against: str) -> OpenedConnector:
        key = (name, against)
        if against == HEAD or key not in self._opened:
            self._opened[key] = await asyncio.to_thread(self._earlier, name, against)
        return self._opened[key]


def _compared(opened: OpenedConnector, version: str) -> OpenedConnector:
    """The connector to compare with a version: with a deployed one, the spec as it is in that environment."""
    environment = version.removeprefix(LIVE)
    if not version.startswith(LIVE) or not opened.target.is_spec:
        return opened
    known = environment in opened.spec.value.get("environments", {})
    return in_environment(opened, environment) if known else opened


def _as_json(change: Change, placed: Diagnostic, root: Path) -> Json:
    data = placed.data or {}
    return {
        "kind": change.fact.kind,
        "level": change.level.word,
        "breaking": change.level is Level.BREAKING,
        "message": placed.message,
        "why": data.get("why"),
        "cure": data.get("cure"),
        "operations": list(change.fact.operations),
        "at": None if placed.span is None else shown(placed.span, root),
    }

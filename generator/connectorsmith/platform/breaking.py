"""The breaking changes of an upload: the changes from the live connector to ours, judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from connectorsmith.changes.accepted import VersionRange, with_accepted
from connectorsmith.changes.accepted_file import read_accepted
from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import cure, message, why
from connectorsmith.changes.judge import judge
from connectorsmith.changes.verdicts import Level
from connectorsmith.model import Connector
from connectorsmith.platform.platform_state import PlatformState, without_service
from connectorsmith.platform.release import Release
from connectorsmith.workspace.homes import home_of
from connectorsmith.workspace.import_package import connector_of
from connectorsmith.workspace.layout import ACCEPTED
from connectorsmith.workspace.open import SpecError
from connectorsmith.workspace.targets import beside


def breaking(live: PlatformState, release: Release) -> tuple[Change, ...]:
    """The breaking changes, with the reasons of those that the authors of the spec have accepted.

    Nothing breaks where nothing is live. Raises SpecError if the list of accepted changes is wrong.
    """
    if not live.definition:
        return ()
    file = beside(release.base.target, ACCEPTED)
    known = read_accepted(file, home_of(file.parent))
    if known.faults:
        raise SpecError(known.faults)
    name = release.connector.id
    there, ours = _connector(name, live), _connector(name, release.state)
    changes, _ = with_accepted(judge(there, ours), known, VersionRange.between(there, ours))
    return tuple(change for change in changes if change.level is Level.BREAKING)


def _connector(name: str, state: PlatformState) -> Connector:
    """The connector of a state; both are read from a package, so that only what a package says is compared."""
    values = {"apiDefinition": state.definition, "apiProperties": {"properties": without_service(state.properties)}}
    return connector_of(name, values)


def breaking_lines(changes: Sequence[Change]) -> Iterator[str]:
    """The lines of a plan that say what breaks, why, and what to do instead; none if nothing does."""
    if changes:
        yield "breaks what exists"
    for change in changes:
        yield f"  {message(change)}"
        if change.accepted is not None:
            yield f"    accepted: {change.accepted}"
            continue
        yield f"    {why(change)}"
        if (instead := cure(change)) is not None:
            yield f"    instead: {instead}"


def breaking_values(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The same as JSON."""
    return [
        {
            "change": change.fact.kind,
            "message": message(change),
            "place": change.place,
            "operations": list(change.fact.operations),
            "why": why(change),
            "cure": cure(change),
            "accepted": change.accepted,
        }
        for change in changes
    ]


def unaccepted(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Those without an accepted entry."""
    return tuple(change for change in changes if change.accepted is None)

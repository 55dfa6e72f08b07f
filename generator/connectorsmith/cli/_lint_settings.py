"""The settings of ``lint`` for each workspace of a repository: a file of its own counts before the one at the top."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from connectorsmith.cli._configured import rule_faults_of, typed
from connectorsmith.cli._options import FINDINGS
from connectorsmith.cli._report import report

if TYPE_CHECKING:
    from connectorsmith.lint.selection import Selection
    from connectorsmith.workspace.configuration import Configuration
    from connectorsmith.workspace.targets import Target


class Way(NamedTuple):
    """Targets that are checked in one way: by these rules, and failing from this severity on."""

    selection: Selection
    fail_on: str
    targets: list[Target]


class Options(NamedTuple):
    """The options of the command, with the settings at the top where they were not typed."""

    profile: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str


def ways(
    targets: Sequence[Target],
    options: Options,
    workspace: Path | None,
    select: Callable[[str | None, Sequence[str], Sequence[str]], Selection],
) -> list[Way]:
    """The targets by the settings that count for them, in their order.

    ``select`` makes the selection of a profile, of rules, and of those that are ignored. Faults in the settings of a
    workspace end the command.
    """
    from connectorsmith.workspace.configuration import find_configuration
    from connectorsmith.workspace.layout import workspace_above

    top = find_configuration(workspace or Path())
    found: dict[Path | None, Way] = {}
    for target in targets:
        home = workspace_above(target.folder)
        own = top if home is None else find_configuration(home)
        if own.file not in found:
            chosen = options if own.file in (top.file, None) else _of(own, top, options)
            selection = select(chosen.profile, chosen.select, chosen.ignore)
            found[own.file] = Way(selection, chosen.fail_on, [])
        found[own.file].targets.append(target)
    return [*found.values()]


def _of(own: Configuration, top: Configuration, options: Options) -> Options:
    """The options with the settings of a workspace where they were not typed, in place of those at the top."""
    faults = [*own.diagnostics, *rule_faults_of(own)]
    if faults:
        report(faults, err=True)
        sys.exit(FINDINGS)
    table = own.table("lint")
    written = options.ignore[: len(options.ignore) - len(top.table("lint").get("ignore", ()))]
    return Options(
        options.profile if typed("profile") else table.get("profile"),
        options.select if typed("select") else tuple(table.get("select", ())),
        (*written, *table.get("ignore", ())),
        options.fail_on if typed("fail_on") else str(table.get("fail-on", "error")),
    )

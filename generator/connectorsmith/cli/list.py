"""``list``: the connectors of a workspace."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectorsmith.cli import _options
from connectorsmith.cli._alone import tell_left_out
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say, say_json
from connectorsmith.cli._table import show_table

if TYPE_CHECKING:
    from connectorsmith.workspace.opened import OpenedConnector

INVALID = "invalid"
"""The state of a connector whose spec has errors: whether its package is fresh is unknown."""


@click.command("list", short_help="List the connectors of the workspace.")
@_options.form
@_options.workspace
def command(form: str, workspace: Path | None) -> None:
    """List the connectors of the workspace and whether their packages are fresh.

    A package is fresh if a build would change nothing, stale if it would, and missing if there is none yet. The
    state is invalid, and the exit code 3, if the spec has errors.

    \b
    Examples:
      connectorsmith list
      connectorsmith list --format json
    """
    from connectorsmith import api
    from connectorsmith.workspace.layout import Workspace
    from connectorsmith.workspace.targets import spec_targets

    tell_left_out(workspace)
    houses = Workspace.find_all(workspace or Path())
    entries = [
        _entry(api.open(target), house.connectors / target.name)
        | ({"workspace": from_here(house.root)} if len(houses) > 1 else {})
        for house in houses
        for target in spec_targets((), house.root)
    ]
    if form == "json":
        say_json(entries)
    else:
        headings = ["id", "title", "actions", "triggers", "state", *(["workspace"] if len(houses) > 1 else [])]
        show_table(
            headings, [["" if (cell := entry[key]) is None else str(cell) for key in headings] for entry in entries]
        )
    if any(entry["state"] == INVALID for entry in entries):
        say("connectorsmith validate says what is wrong with the specs", err=True)
        sys.exit(_options.FINDINGS)


def _entry(opened: OpenedConnector, folder: Path) -> dict[str, Any]:
    """The row of one connector."""
    from connectorsmith.workspace.freshness import freshness

    connector = opened.connector
    if connector is None:
        return {"id": opened.target.name, "title": None, "actions": None, "triggers": None, "state": INVALID}
    return {
        "id": connector.id,
        "title": connector.info.title if connector.info else None,
        "actions": sum(1 for _ in connector.actions),
        "triggers": sum(1 for trigger in connector.triggers if not trigger.internal),
        "state": freshness(connector, folder),
    }

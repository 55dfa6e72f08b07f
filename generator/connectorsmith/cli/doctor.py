"""``doctor``: whether this machine and a workspace have what the verbs need."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectorsmith.cli import _options
from connectorsmith.cli._print import Painted, say, say_json

if TYPE_CHECKING:
    from connectorsmith.doctor.check import Check

_COLOURS = {"ok": "green", "missing": "red", "not needed": "yellow"}


@click.command("doctor", short_help="Check this machine and the workspace.")
@_options.form
@_options.workspace
def command(form: str, workspace: Path | None) -> None:
    """Check this machine and the workspace, and say how to get what is missing.

    Python, the packages of the gateway, Mono, paconn, git and a browser are looked for; of a workspace its specs, the
    schema for editors, the environments, and whether git would commit connections. The exit code is 3 if something is
    missing that a connector of the workspace needs, such as Mono for custom code.

    \b
    Examples:
      connectorsmith doctor
      connectorsmith doctor --format json
    """
    checks = list(_checks(workspace))
    if form == "json":
        say_json([{"name": one.name, "state": one.state, "found": one.found, "cure": one.cure} for one in checks])
    else:
        _show(checks)
    if any(one.state == "missing" for one in checks):
        sys.exit(_options.FINDINGS)


def _checks(workspace: Path | None) -> list[Check]:
    """The checks of the machine, and of the workspace if the user is in one or names it."""
    from connectorsmith.doctor.machine import machine_checks
    from connectorsmith.doctor.workspace import has_scripts, is_deployed, open_all, workspace_checks
    from connectorsmith.workspace.layout import Workspace, workspaces_at

    if not workspaces_at(workspace or Path()) and workspace is None:
        return list(machine_checks(scripts=False, deployed=False))
    found = [(house, open_all(house)) for house in Workspace.find_all(workspace or Path())]
    opened = [one for _, inside in found for one in inside]
    machine = machine_checks(scripts=has_scripts(opened), deployed=is_deployed(opened))
    return [*machine, *(check for house, inside in found for check in workspace_checks(house, inside))]


def _show(checks: list[Check]) -> None:
    """Print each check in a line, and the cure of what is not right below it."""
    width = max(len(one.name) for one in checks)
    for one in checks:
        say(Painted(f"{one.state:10}", _COLOURS[one.state]), f"  {one.name:{width}}  {one.found}")
        if one.cure is not None:
            say(f"{'':10}  {'':{width}}  help: {one.cure}")

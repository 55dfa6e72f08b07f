"""``watch``: build and lint a connector as soon as its spec is saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING

import click

from connectorsmith.cli import _gateway, _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import Painted, say
from connectorsmith.cli._report import report
from connectorsmith.errors import ConnectorsmithError

if TYPE_CHECKING:
    from connectorsmith.workspace.layout import Workspace
    from connectorsmith.workspace.package_builds import Build
    from connectorsmith.workspace.targets import Target


@click.command("watch", short_help="Build and lint connectors as their specs are saved.")
@_options.names
@_options.workspace
def command(names: tuple[str, ...], workspace: Path | None) -> None:
    """Build and lint connectors, and do it again for each one whose spec is saved, until Ctrl-C.

    Without a name, all connectors of the workspace are watched, those that are added meanwhile among them. A spec with
    errors is not built; its package stays as it was. A policy template that is saved concerns all of them.

    \b
    Examples:
      connectorsmith watch
      connectorsmith watch oneflow
    """
    _gateway.need_packages("watchfiles")
    from watchfiles import watch  # a part of an extra

    from connectorsmith.workspace.layout import Workspace

    houses = Workspace.find_all(workspace or Path())
    folders = [folder for house in houses for folder in (house.specs, house.policies) if folder.is_dir()]
    for house in houses:
        _run(_targets(names, workspace, house), house, workspace)
    say(f"watching {', '.join(from_here(folder) for folder in folders)}; Ctrl-C ends", err=True)
    with suppress(KeyboardInterrupt):
        for saved in watch(*folders):
            try:
                for house in houses:
                    targets = _touched(_targets(names, workspace, house), [Path(path) for _, path in saved], house)
                    _run(targets, house, workspace)
            except ConnectorsmithError as fault:  # the next save may put it right
                say(f"error: {fault.message}", err=True)


def _targets(names: Sequence[str], workspace: Path | None, house: Workspace) -> list[Target]:
    """The connectors that are watched in a workspace."""
    from connectorsmith.workspace.targets import spec_targets

    return [one for one in spec_targets(names, workspace) if one.path.absolute().is_relative_to(house.specs.absolute())]


def _touched(targets: Iterable[Target], saved: Sequence[Path], house: Workspace) -> list[Target]:
    """The connectors that saved files belong to; all of them if a policy template is among the files."""
    if any(file.is_relative_to(house.policies) for file in saved):
        return list(targets)
    homes = {file.relative_to(house.specs).parts[0] for file in saved if file.is_relative_to(house.specs)}
    return [target for target in targets if target.path.name in homes]


def _run(targets: Sequence[Target], house: Workspace, workspace: Path | None) -> None:
    """Build and lint each connector, and print a line of its outcome below its findings."""
    from connectorsmith import api
    from connectorsmith.workspace.package_builds import plan_opened
    from connectorsmith.workspace.write_files import apply

    for target in targets:
        with alone(workspace):
            opened = api.open(target, checked=False)
            build = plan_opened(opened, house.connectors)
            apply(build.changes or ())
        found = {str(one): one for one in api.lint(opened)}
        found |= {str(one): one for one in build.diagnostics}
        report([*found.values()], most=_options.MOST)
        say(f"{strftime('%H:%M:%S')} {target.name}: ", _outcome(build), f", {_counted(len(found), 'finding')}")


def _outcome(build: Build) -> Painted:
    if build.changes is None:
        return Painted("not built", "red")
    changed = sum(change.status != "unchanged" for change in build.changes)
    return Painted(f"built, {_counted(changed, 'file')} changed", "green")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"

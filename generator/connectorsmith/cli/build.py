"""``build``: specs to packages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectorsmith.cli import _options
from connectorsmith.cli._report import coloured, report

if TYPE_CHECKING:
    from connectorsmith.delivery.files import FileChange

_COLOURS = {"created": "green", "changed": "yellow", "removed": "red", "unchanged": None}


@click.command("build")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; show what is stale and exit with 3 if anything is.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Write below DIR instead of connectors/.")
@click.option("--environment", metavar="ENV", help="As the connector is in this environment of its spec.")
@_options.workspace
def command(
    names: tuple[str, ...], check: bool, out: Path | None, environment: str | None, workspace: Path | None
) -> None:
    """Generate the packages of connectors from their specs.

    Each connector is written whole or not at all, to connectors/NAME; without a name, all connectors are built.
    With --environment it goes to connectors/NAME/environments/ENV.
    Specs with errors are reported and not built; the others are. The exit code is then 3.

    \b
    Examples:
      connectorsmith build
      connectorsmith build oneflow --out /tmp/packages
      connectorsmith build oneflow --environment test
      connectorsmith build --check        (in CI)
    """
    from connectorsmith.delivery.build import folder_of, plan_build
    from connectorsmith.delivery.files import apply
    from connectorsmith.delivery.loading import open_spec, targets
    from connectorsmith.workspace import Workspace

    specs = [open_spec(target, environment) for target in targets(names, workspace)]
    report([diagnostic for spec in specs for diagnostic in spec.diagnostics])
    connectors = [spec.connector for spec in specs if spec.connector is not None]
    broken = [spec.name for spec in specs if spec.connector is None]
    root = out or Workspace.find(workspace or Path()).connectors
    plans = [plan_build(connector, folder_of(root, connector.id, environment)) for connector in connectors]
    if check:
        sys.exit(_options.FINDINGS if _show_stale(plans, root) or broken else 0)
    for plan in plans:
        apply(plan)
        _show(plan)
    if broken:
        click.echo(f"not built: {', '.join(broken)}; correct the specs first", err=True)
        sys.exit(_options.FINDINGS)


def _show(plan: list[FileChange]) -> None:
    """Print a line per file."""
    here = Path.cwd()
    for change in plan:
        name = change.path.relative_to(here) if change.path.is_relative_to(here) else change.path
        colour = _COLOURS[change.status] if coloured() else None
        click.echo(
            f"{click.style(f'{change.status:9}', fg=colour) if colour else f'{change.status:9}'} {name.as_posix()}"
        )


def _show_stale(plans: list[list[FileChange]], root: Path) -> bool:
    """Print the diff of every stale file; tell whether there is any."""
    from connectorsmith.delivery.build import stale

    lines = [line for plan in plans for line in stale(plan, root)]
    for line in lines:
        click.echo(line.removesuffix("\n"))
    if lines:
        click.echo("stale: run connectorsmith build, and commit what it writes", err=True)
    return bool(lines)

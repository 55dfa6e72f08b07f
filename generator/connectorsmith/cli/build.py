"""``build``: specs to packages."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._alone import alone, tell_left_out
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say, say_counts, say_file, say_json, say_lines
from connectorsmith.cli._report import report
from connectorsmith.cli._volume import is_verbose
from connectorsmith.diagnostics.shell_words import joined

if TYPE_CHECKING:
    from connectorsmith.workspace.file_changes import FileChange
    from connectorsmith.workspace.package_builds import Build, LeftOver
    from connectorsmith.workspace.targets import Target

_COLOURS = {"created": "green", "changed": "yellow", "removed": "red", "unchanged": None}


@click.command("build", short_help="Generate the packages of connectors from their specs.")
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=_complete.connectors)
@click.option("--check", is_flag=True, help="Write nothing; show what is stale and exit with 3 if anything is.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Write below DIR instead of connectors/.")
@click.option(
    "--environment",
    metavar="ENV",
    help="As the connector is in this environment of its spec.",
    shell_complete=_complete.environments,
)
@_options.form
@_options.workspace
def command(
    names: tuple[str, ...],
    check: bool,
    out: Path | None,
    environment: str | None,
    form: str,
    workspace: Path | None,
) -> None:
    """Generate the packages of connectors from their specs.

    Each connector is written whole or not at all, to connectors/NAME; without a name, all connectors are built.
    With --environment it goes to connectors/NAME/environments/ENV; --check looks at those that are there as well.
    Specs with errors are reported and not built; the others are. Packages whose spec or environment is gone are named,
    and left as they are. The exit code is then 3. With --format json each file has its path and its status: created,
    changed, removed or unchanged.

    \b
    Examples:
      connectorsmith build
      connectorsmith build oneflow --out /tmp/packages
      connectorsmith build oneflow --environment test
      connectorsmith build --check        (in CI)
    """
    from connectorsmith.workspace.layout import Workspace

    roots = [out] if out else [house.connectors for house in Workspace.find_all(workspace or Path())]
    if check:
        builds, left = _plan(names, roots, workspace, out, environment, check, form)
        if form == "text":
            _show_stale(builds, roots, out)
    else:
        from connectorsmith.workspace.write_files import apply

        with alone(workspace, names, *roots):
            builds, left = _plan(names, roots, workspace, out, environment, check, form)
            for build in builds:
                apply(build.changes or ())
                if form == "text":
                    _show(build.changes or ())
    _sum_up(builds, form, check)
    broken = list(dict.fromkeys(build.name for build in builds if build.changes is None))
    if broken and not check:
        say(f"not built: {', '.join(broken)}; correct the specs first", err=True)
    for one in left:
        say(f"left over: {from_here(one.folder)}: {one.reason}", err=True)
        say(f"  help: {one.cure}", err=True)
    if broken or left or (check and any(build.stale for build in builds)):
        sys.exit(_options.FINDINGS)


def _plan(
    names: Sequence[str],
    roots: Sequence[Path],
    workspace: Path | None,
    out: Path | None,
    environment: str | None,
    check: bool,
    form: str,
) -> tuple[list[Build], list[LeftOver]]:
    """Plan the builds and list leftover packages; faults of the specs are reported, beside JSON on standard error."""
    from connectorsmith.workspace.package_builds import plan_builds, without_spec
    from connectorsmith.workspace.targets import spec_targets

    if not names:
        tell_left_out(workspace)
    builds: list[Build] = []
    left: list[LeftOver] = []
    for root, targets in _by_root(spec_targets(names, workspace), roots).items():
        built, found = plan_builds(targets, root, environment, everywhere=check)
        builds += built
        left += found
        if not names and out is None:
            left += without_spec(root, [target.name for target in targets])
    report(list({str(item): item for build in builds for item in build.diagnostics}.values()), err=form == "json")
    return builds, left


def _by_root(targets: Sequence[Target], roots: Sequence[Path]) -> dict[Path, list[Target]]:
    """The connectors by the folder of the packages of their workspace; all of them where there is only one folder."""
    from connectorsmith.workspace.layout import Workspace, workspace_above

    if len(roots) == 1:
        return {roots[0]: [*targets]}
    found: dict[Path, list[Target]] = {root: [] for root in roots}
    for target in targets:
        home = workspace_above(target.folder)
        found.setdefault(roots[0] if home is None else Workspace(home).connectors, []).append(target)
    return found


def _show(changes: Sequence[FileChange]) -> None:
    """Print a line for each file that has changed, or for all of them."""
    for change in changes:
        if is_verbose() or change.status != "unchanged":
            say_file(change.status, from_here(change.path), _COLOURS[change.status])


def _sum_up(builds: Sequence[Build], form: str, check: bool) -> None:
    """Print how many files each status has, or everything as JSON."""
    if form == "json":
        say_json([_entry(build) for build in builds])
        return
    built = [build for build in builds if build.changes is not None]
    counts = Counter(change.status for build in built for change in build.changes or ())
    parts = [f"{counts[status]} {status}" for status in _COLOURS if counts[status]]
    if parts and not (check and any(build.stale for build in built)):
        packages = f"{len(built)} package{'' if len(built) == 1 else 's'}"
        say_counts(f"{packages} {'checked' if check else 'built'}; files: {', '.join(parts)}")


def _entry(build: Build) -> dict[str, Any]:
    """A package for a program; its files are ``None`` if the spec has errors."""
    files = build.changes and [{"path": from_here(change.path), "status": change.status} for change in build.changes]
    return {"name": build.name, "environment": build.environment, "stale": build.stale, "files": files}


def _show_stale(builds: Sequence[Build], roots: Sequence[Path], out: Path | None) -> None:
    """Print the diff of every stale file, and the commands that write it anew."""
    from connectorsmith.workspace.build import stale

    for build in builds:
        changed = build.changes or ()
        root = next((one for one in roots if any(change.path.is_relative_to(one) for change in changed)), roots[0])
        for line in stale(changed, root):
            say_lines(line)
    commands = dict.fromkeys(_command(build, out) for build in builds if build.stale)
    if commands:
        say(f"stale: run {' && '.join(commands)}, and commit what it writes", err=True)


def _command(build: Build, out: Path | None) -> str:
    """The command that brings a package up to date."""
    named = [build.name, "--environment", build.environment] if build.environment else []
    return joined(["connectorsmith", "build", *named, *(["--out", str(out)] if out else [])])

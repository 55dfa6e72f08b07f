"""``package``: connectors packed for paconn, for an archive, for certification, or as a Dataverse solution."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._print import say, say_file
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Diagnostic, Span


@click.command("package", short_help="Pack connectors for the people who publish them.")
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=_complete.connectors)
@click.option(
    "--kind",
    type=click.Choice(["folder", "zip", "certification", "solution", "submission"]),
    default="folder",
    show_default=True,
    help="What to make, as described above.",
)
@click.option(
    "--environment",
    metavar="ENV",
    help="As the connector is in this environment of its spec.",
    shell_complete=_complete.environments,
)
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("dist"), show_default=True, help="Where to."
)
@click.option(
    "--flow",
    metavar="ZIP",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The exported solution with flows that use the connector, for a submission.",
)
@click.option(
    "--verify",
    metavar="ZIP",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Make nothing: check the structure of a certification submission.",
)
@_options.outcome_form
@_options.workspace
def command(
    names: tuple[str, ...],
    kind: str,
    environment: str | None,
    out: Path,
    flow: Path | None,
    verify: Path | None,
    workspace: Path | None,
) -> None:
    """Pack connectors for the people who publish them.

    A `folder` holds the files that paconn and `pac connector` upload, a `zip` the same in one file. `certification`
    is the folder that Microsoft's repository wants, and `solution` an unmanaged Dataverse solution for `pac solution
    import`; that of each environment has a connector of its own. A `submission` is what Partner Center takes: intro.md,
    and package.zip with the solution of the connector and that of its flows, which is exported from an environment in
    which the flows ran. Archives are the same bytes each time they are made. Exit code 3, and nothing is written, if
    anything would be refused, or lost without a word. Custom code is not compiled: the platform does that with a newer
    compiler than Mono's. Run `connectorsmith script NAME --compile` to have faults of it named here.

    \b
    Examples:
      connectorsmith package oneflow
      connectorsmith package --kind solution --environment test
      connectorsmith package oneflow --kind submission --flow flows.zip
      connectorsmith package --verify submission.zip
    """
    if verify is not None:
        if names:
            raise click.UsageError("--verify checks a file, and takes no NAME")
        sys.exit(_verify(verify))
    if (kind == "submission") != (flow is not None):
        raise click.UsageError("--kind submission and --flow ZIP belong together")
    if flow is not None and len(names) != 1:
        raise click.UsageError("--flow belongs to one connector: give its NAME")
    with alone(workspace, names, out):
        _pack(names, kind, environment, out, flow, workspace)


def _pack(
    names: tuple[str, ...], kind: str, environment: str | None, out: Path, flow: Path | None, workspace: Path | None
) -> None:
    from connectorsmith.packaging.package import CERTIFIED_KINDS, plan_package
    from connectorsmith.packaging.preflight import preflight
    from connectorsmith.source.read_files import read_bytes
    from connectorsmith.workspace.write_files import apply

    flows = read_bytes(flow) if flow is not None else b""
    checked = preflight(names, workspace, environment, certified=kind in CERTIFIED_KINDS)
    plans = [
        (opened, plan_package(connector, kind, out, environment, flows)) for opened, connector in checked.connectors
    ]
    faults = [fault for opened, plan in plans for fault in opened.placed(_in_flow(plan.diagnostics, flow))]
    report([*checked.diagnostics, *faults])
    if checked.failed or faults:
        wrong = "the specs" if checked.failed or flow is None else flow.as_posix()
        say(f"nothing was written: correct {wrong} first", err=True)
        if checked.only_in_lint:
            profile = " --profile certified" if kind in CERTIFIED_KINDS else ""
            say(f"note: lint{profile} shows these errors beforehand; validate runs the required rules only", err=True)
        sys.exit(_options.FINDINGS)
    for _, plan in plans:
        apply(plan.changes)
        for change in plan.changes:
            say_file(change.status, change.path.as_posix())


def _in_flow(diagnostics: Sequence[Diagnostic], flow: Path | None) -> list[Diagnostic]:
    """Place faults without a place at the solution with flows, the part of a submission that others make."""
    return [
        replace(one, span=Span(flow, 1, 1)) if flow is not None and one.at is None and one.span is None else one
        for one in diagnostics
    ]


def _verify(file: Path) -> int:
    """Check a submission and print what is wrong; returns the exit code."""
    from connectorsmith.packaging.submission import verify_submission

    found = verify_submission(file)
    report(found)
    if not found:
        say(f"{file.as_posix()}: the structure is that of a certification submission")
    return _options.FINDINGS if found else 0

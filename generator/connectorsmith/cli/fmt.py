"""``fmt``: specs in their one canonical form."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from connectorsmith.cli import _options
from connectorsmith.cli._alone import alone, tell_left_out
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say, say_counts, say_file, say_lines
from connectorsmith.cli._report import report


@click.command("fmt", short_help="Write specs in the one canonical form.")
@_options.names
@click.option("--check", is_flag=True, help="Write nothing; show what would change and exit with 3 if anything would.")
@_options.outcome_form
@_options.workspace
def command(names: tuple[str, ...], check: bool, workspace: Path | None) -> None:
    """Write specs in the one canonical form: keys in order, lines of 120 columns, comments where they were.

    NAME is a connector of the workspace, PATH a spec file or a folder of spec files; without any, all connectors of
    the workspace are formatted. What a spec says never changes. If one file is not YAML, none is written.

    \b
    From `GetOrders: {"summary": "List", call: "GET /orders"}  # all` it makes:
      GetOrders:  # all
        call: GET /orders
        summary: List

    \b
    Examples:
      connectorsmith fmt
      connectorsmith fmt specs/oneflow/actions.yaml
      connectorsmith fmt --check          (in CI)
    """
    with nullcontext() if check else alone(workspace, names):
        _format(names, check, workspace)


def _format(names: tuple[str, ...], check: bool, workspace: Path | None) -> None:
    from connectorsmith.workspace.file_changes import UNCHANGED
    from connectorsmith.workspace.format import plan_format, unformatted
    from connectorsmith.workspace.targets import spec_targets
    from connectorsmith.workspace.write_files import apply

    if not names:
        tell_left_out(workspace)
    files = (file for target in spec_targets(names, workspace, whole=False) for file in target.files)
    planned, found = plan_format(files)
    report(found, err=True)
    if found:
        say("nothing was written: correct the files first", err=True)
        sys.exit(_options.FINDINGS)
    pending = [change for change in planned if change.status != UNCHANGED]
    if check:
        for line in (line for change in pending for line in unformatted(change, from_here(change.path))):
            say_lines(line)
        if pending:
            say("not formatted: run connectorsmith fmt, and commit what it writes", err=True)
        sys.exit(_options.FINDINGS if pending else 0)
    apply(pending)
    for change in pending:
        say_file(change.status, from_here(change.path))
    say_counts(f"{len(planned)} file{'s' * (len(planned) != 1)}, {len(pending)} changed")

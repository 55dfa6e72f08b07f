"""``validate``: read specs, and report all errors in them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from connectorsmith.cli import _options
from connectorsmith.cli._alone import tell_left_out
from connectorsmith.cli._print import say_counts
from connectorsmith.cli._report import report


@click.command("validate", short_help="Check specs against the language and the required rules.")
@_options.names
@_options.findings_form
@_options.workspace
def command(names: tuple[str, ...], form: str, workspace: Path | None) -> None:
    """Check specs against the language and what every connector must have, in each environment as well.

    NAME is a connector of the workspace, PATH a spec file or a folder of spec files; without any, all connectors of
    the workspace are checked. `lint` runs all other rules too, whose errors `package`, `plan` and `deploy` refuse. Exit
    code 3 if anything is wrong.

    \b
    Example:
      connectorsmith validate oneflow
    """
    from connectorsmith.workspace.open_everywhere import open_everywhere
    from connectorsmith.workspace.targets import spec_targets

    if not names:
        tell_left_out(workspace)
    specs = [open_everywhere(target) for target in spec_targets(names, workspace)]
    found = [diagnostic for spec in specs for diagnostic in spec.diagnostics]
    report(found, form, most=_options.MOST)
    if form == "text":
        wrong = sum(1 for spec in specs if spec.diagnostics)
        count = "1 finding" if len(found) == 1 else f"{len(found)} findings"
        say_counts(f"{len(specs)} checked, {len(specs) - wrong} clean, {count}")
    if any(spec.connector is None for spec in specs):
        sys.exit(_options.FINDINGS)

"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from connectorsmith.cli import _complete
from connectorsmith.cli._volume import OUTCOME
from connectorsmith.diagnostics import formats


def ending(*endings: str) -> Callable[[click.Context, click.Parameter, Path | None], Path | None]:
    """Make the callback of an option whose file has to have one of some endings; it raises BadParameter for others."""

    def check(_context: click.Context, _parameter: click.Parameter, file: Path | None) -> Path | None:
        if file is not None and file.suffix.lower() not in endings:
            raise click.BadParameter(f"{file} does not end with {' or '.join(endings)}")
        return file

    return check


REPORTS = (".md", ".json")
"""The endings of reports of losses."""
workspace = click.option(
    "--workspace",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The workspace, or a folder inside it.  [default: the current folder]",
)
target = click.option(
    "--environment",
    metavar="ENV",
    required=True,
    help="An environment of the spec, or of the platform.",
    shell_complete=_complete.environments,
)
live = click.option(
    "--live",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A connector that was downloaded, instead of the one on the platform: no network is used.",
)
names = click.argument("names", metavar="[NAME|PATH]...", nargs=-1, shell_complete=_complete.connectors)
form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Tables to read, or JSON for a program.",
)
findings_form = click.option(
    "--format",
    "form",
    type=click.Choice(formats.names()),
    default="text",
    show_default=True,
    help="How findings are written.",
)
outcome_form = click.option(
    "--format",
    OUTCOME,
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or one JSON object with files, findings and messages.",
)
MOST = 3
"""How many findings of one rule in one file are shown without --verbose."""
FINDINGS = 3
"""The exit code that says: the tool did its work and found something wrong."""

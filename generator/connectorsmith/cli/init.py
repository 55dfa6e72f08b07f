"""``init``: a workspace to start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from connectorsmith.cli import _options
from connectorsmith.cli._alone import tell
from connectorsmith.cli._print import say_done, say_file
from connectorsmith.diagnostics.shell_words import quoted


@click.command("init", short_help="Make a workspace with one small connector in it.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@_options.outcome_form
def command(folder: Path) -> None:
    """Make a workspace in DIR, by default the current folder, with one small connector in it.

    The connector is complete, its comments explain the language, and every command works on it at once. Editors find
    the language's schema in the workspace. Nothing is ever overwritten: if a file is there already, init says which
    and ends with 1.

    \b
    Example:
      connectorsmith init my-connectors
      cd my-connectors
      connectorsmith build
    """
    from connectorsmith.workspace.exclusive import exclusive
    from connectorsmith.workspace.init import plan_init
    from connectorsmith.workspace.write_files import apply

    with exclusive(folder, say=tell):
        planned = plan_init(folder)
        apply(planned)
    for change in planned:
        say_file(change.status, change.path.as_posix())
    steps = [] if folder == Path() else [f"cd {quoted(str(folder) if _WINDOWS else folder.as_posix())}"]
    for line in [*steps, _BUILD] if _WINDOWS else [" && ".join([*steps, _BUILD])]:  # its shells share no && or ;
        say_done(f"next: {line}")


_BUILD: Final = "connectorsmith build"
_WINDOWS: Final = os.name == "nt"

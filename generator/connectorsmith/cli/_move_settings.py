"""The older file for packages: offered to be moved into the settings of the workspace, and moved."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from connectorsmith.cli import _options
from connectorsmith.cli._alone import alone, tell
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say_file
from connectorsmith.cli._report import report

if TYPE_CHECKING:
    from connectorsmith.workspace.targets import Target


def offer_move(targets: Sequence[Target]) -> None:
    """Name the command that moves the older file for packages into the settings, where one is read."""
    from connectorsmith.lint.package_suppressions import NAME, find_lint_files

    files = find_lint_files(target.folder for target in targets if not target.is_spec)
    for file in dict.fromkeys(files):
        if file is not None and file.suffix == NAME.suffix:
            tell(f"{from_here(file)} is read; connectorsmith lint --move-settings moves it into connectorsmith.toml")


def move(workspace: Path | None) -> None:
    """Move the older file for packages into the settings beside it, unless it has faults."""
    from connectorsmith.errors import FileError
    from connectorsmith.lint.move_settings import plan_move
    from connectorsmith.lint.package_suppressions import NAME, old_lint_file, read_lint_file
    from connectorsmith.source.links import real
    from connectorsmith.workspace.write_files import apply

    here = real(workspace or Path())
    file = next((found for folder in (here, *here.parents) if (found := old_lint_file(folder)) is not None), None)
    if file is None:
        raise FileError(f"there is no {NAME.as_posix()} in {here} or above it", "go to the workspace that has it")
    with alone(None, (), file.parents[1]):
        read = read_lint_file(file)
        if read.diagnostics:
            report(read.diagnostics, err=True)
            sys.exit(_options.FINDINGS)
        planned = plan_move(read)
        apply(planned)
    for change in planned:
        say_file(change.status, from_here(change.path))

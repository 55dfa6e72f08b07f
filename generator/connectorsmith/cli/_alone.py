"""Lock a workspace for one run at a time, and recover from an interrupted run before anything is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import wraps
from pathlib import Path
from typing import Any

from connectorsmith.cli._print import say_done
from connectorsmith.cli._recording import note_once


def alone(workspace: Path | None, names: Sequence[str] = (), *folders: Path) -> AbstractContextManager[None]:
    """Lock the workspace, the folders of paths among the names, and further folders against other runs."""
    from connectorsmith.source.links import real
    from connectorsmith.workspace.exclusive import exclusive
    from connectorsmith.workspace.homes import home_of
    from connectorsmith.workspace.layout import workspaces_at

    paths = _paths(names)
    homes = [home_of(path if path.is_dir() else path.parent) for path in paths] + [home_of(path) for path in folders]
    here = [one.root for one in workspaces_at(real(workspace or Path()))]
    return exclusive(*homes, *here, say=_tell_of_others)


def put_right_first(verb: Callable[..., Any]) -> Callable[..., Any]:
    """A verb that first completes or undoes what an earlier run has left in any folder that its options name."""

    @wraps(verb)
    def command(**options: Any) -> Any:
        from connectorsmith.source.links import real
        from connectorsmith.workspace.unfinished import find_journals

        paths = [Path(), *_paths(options.values())]
        if any(find_journals(real(path)) for path in paths):
            from connectorsmith.workspace.exclusive import put_right

            put_right(paths, _tell_of_others)
        return verb(**options)

    return command


def _paths(values: Iterable[Any]) -> list[Path]:
    """The paths among the values of options, with those texts that name something on the disk."""
    found: list[Path] = []
    for value in values:
        if isinstance(value, tuple):
            found += _paths(value)
        elif isinstance(value, Path) or (isinstance(value, str) and value and os.path.lexists(value)):
            found.append(Path(value))
    return found


def tell_left_out(workspace: Path | None) -> None:
    """Name the folders that a verb for all connectors of a workspace leaves out."""
    from connectorsmith.cli._paths import from_here
    from connectorsmith.workspace.layout import Workspace

    houses = Workspace.find_all(workspace or Path())
    for folder in (folder for house in houses for folder in house.folders_without_spec()):
        tell(f"{from_here(folder)} is left out: no file in it ends in .yaml")


def _tell_of_others(note: str) -> None:
    """Tell the user about another run, which the next run may not meet."""
    note_once()
    tell(note)


def tell(note: str) -> None:
    """Tell the user something about the run, beside what the verb prints."""
    say_done(f"note: {note}", err=True)

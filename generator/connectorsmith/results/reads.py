"""The paths that a verb may read in its workspaces, for the digest that tells whether its result is still valid."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from connectorsmith.results.fingerprint import Reads
from connectorsmith.source.links import real
from connectorsmith.workspace.configuration import NAME, PROJECT, settings_of
from connectorsmith.workspace.layout import CONNECTIONS, SPECS, Workspace, workspaces_at
from connectorsmith.workspace.unfinished import REDO, UNDO

_LOOKED_FOR: Final = (NAME, PROJECT, SPECS, UNDO, REDO)
"""Files that are searched for in each folder from a workspace upwards."""
_NO_NAME: Final = frozenset("/\\:\0")


def reads_of(
    workspace: Path | None, names: Sequence[str], words: Sequence[str], out: Path | None, *, packages: bool
) -> Reads | None:
    """The paths that a run for connectors of a workspace may read, with the ``packages`` of a build on request.

    ``words`` are all texts that were given: one that is a path, or that names something in the current folder, makes
    this ``None``, and so do links on the way to the workspace. Raises FileError for faults in settings.
    """
    here = Path.cwd()
    start = _absolute(workspace or Path())
    houses = workspaces_at(start)
    given = [here / word for word in words]
    if not houses or not all(map(_is_name, words)) or any(map(os.path.lexists, given)):
        return None
    whole = not names or len(houses) > 1
    folders: set[Path] = set()
    trees: set[Path] = set()
    for house in houses:
        folders.add(house.specs)
        trees |= {*_specs(house, names, whole), house.policies}
        root = house.connectors if out is None else _absolute(out)
        if packages:
            trees |= {root} if whole else {root / name for name in names}
    chain = _upwards([here, start, *folders, *trees])
    configured = {path for folder in chain for path in _configured(folder)}
    chain |= _upwards(configured)
    if any(path != real(path) for path in (here, start, *trees, *configured)):
        return None
    looked_for = {folder / name for folder in chain for name in _LOOKED_FOR}
    connections = [house.root / CONNECTIONS for house in houses]  # their secrets are hidden wherever they are printed
    return Reads(
        _texts({*chain, *looked_for, *connections, *given}),
        _texts(folders),
        _texts(trees),
        tuple(sorted({name for file in connections for name in _variables(file)})),
    )


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100, Path.absolute keeps ".."


def _is_name(word: str) -> bool:
    return word not in ("", os.curdir, os.pardir) and not _NO_NAME & {*word} and not word.endswith(".yaml")


def _specs(house: Workspace, names: Sequence[str], whole: bool) -> Iterator[Path]:
    """The folders with the specs of these names; all specs where one of them is a file, which has others beside it."""
    if whole or any((house.specs / f"{name}.yaml").exists() for name in names):
        yield house.specs
    else:
        yield from (house.specs / name for name in names)


def _upwards(paths: Iterable[Path]) -> set[Path]:
    return {folder for path in paths for folder in (path, *path.parents)}


def _configured(folder: Path) -> Iterator[Path]:
    """The paths that the settings in a folder name."""
    settings = settings_of(folder)
    for name in (*settings.get("workspaces", ()), *settings.get("paths", {}).values()):
        yield _absolute(folder / name)


def _variables(connections: Path) -> frozenset[str]:
    """The environment variables that the connections of a workspace refer to. Raises FileError."""
    if not connections.exists():
        return frozenset()
    from connectorsmith.source.read_files import read_text
    from connectorsmith.workspace.secret_sources import references

    return frozenset(references(read_text(connections)[0] or ""))


def _texts(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(sorted(map(str, paths)))

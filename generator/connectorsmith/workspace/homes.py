"""Which folder answers for a file: where the lock and the journal of a run that writes the file are.

It is the workspace that the file is in, or the folder that the user has named.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.errors import FileError
from connectorsmith.source.links import check_links
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.layout import SPECS
from connectorsmith.workspace.locking import holds


def real(path: Path) -> Path:
    """A path without links; of a link that leads in a circle, the path up to it. Never raises, unlike ``resolve``."""
    return Path(os.path.realpath(path))


def home_of(folder: Path) -> Path:
    """The real path of the workspace that a folder is in, as its path is written, or of the folder itself."""
    folder = _absolute(folder)
    return workspace_of(folder) or real(folder)


def workspace_of(path: Path) -> Path | None:
    """The real path of the workspace that a file or folder is in, as its path is written; ``None`` if in none."""
    path = _absolute(path)
    found = next((one for one in (path, *path.parents) if (one / SPECS).is_dir()), None)
    return None if found is None else real(found)


def check_spec_links(files: Sequence[Path]) -> list[Diagnostic]:
    """A fault for each file of a spec that is reached by a link out of its workspace, or out of its folder."""
    found = workspace_of(files[0].parent)
    return check_links(files, found or files[0].parent, "folder" if found is None else "workspace")


def homes_of(planned: Iterable[FileChange]) -> dict[Path, list[FileChange]]:
    """The changes by the folder that answers for each, with real paths.

    That is the one whose lock this thread holds, or else the workspace, or else the folder of the files. Raises
    FileError for a path that leads through a link below that folder: it would change files elsewhere.
    """
    search = cache(_search)
    found: dict[Path, list[FileChange]] = {}
    alone = []
    for change in planned:
        folder = _absolute(change.path).parent
        top = search(folder)
        if top is None:
            alone.append((folder, change))
        else:
            found.setdefault(real(top), []).append(_below(top, folder, change))
    if alone:
        top = Path(os.path.commonpath([folder for folder, _ in alone]))
        found.setdefault(real(top), []).extend(_below(top, folder, change) for folder, change in alone)
    return found


def _search(folder: Path) -> Path | None:
    """The folder among a folder and its parents whose lock is held, or else that is a workspace."""
    ways = (folder, *folder.parents)
    held = (one for one in ways if holds(real(one)))
    return next(held, None) or next((one for one in ways if (one / SPECS).is_dir()), None)


def _below(top: Path, folder: Path, change: FileChange) -> FileChange:
    inner = folder.relative_to(top)
    for part in (inner, *inner.parents):
        if (top / part).is_symlink() and part != Path():
            message = f"cannot write {change.path}: {top / part} is a link to another folder"
            raise FileError(message, "put a folder in the link's place, or name the other folder itself")
    return FileChange(real(top) / inner / change.path.name, change.old, change.new)


def _absolute(path: Path) -> Path:
    """A path from the root, without ``..``; links that no ``..`` follows are kept."""
    path = path.absolute()
    parts = path.parts
    if ".." not in parts:
        return path
    last = len(parts) - parts[::-1].index("..")
    return real(Path(*parts[:last])).joinpath(*parts[last:])

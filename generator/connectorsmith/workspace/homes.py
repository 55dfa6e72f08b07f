"""Which folder answers for a file: where the lock and the journal of a run that writes the file are.

It is the workspace that the file is in, or the folder that the user has named.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.source.links import check_files, real, refuse_link_out, refuse_linked_folders
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.layout import absolute, workspace_above
from connectorsmith.workspace.locking import holds


def home_of(folder: Path) -> Path:
    """The real path of the workspace that a folder is in, as its path is written, or of the folder itself."""
    return real(workspace_above(folder) or folder)


def behind_links(file: Path) -> Path:
    """Where a change to a file is written: the file itself, or what links on the way to it lead to.

    Raises FileError if that is outside the workspace that the file is in.
    """
    workspace = workspace_above(file)
    if workspace is None:
        return real(file) if file.is_symlink() else file
    refuse_link_out(file, workspace)
    found = real(file)
    return file if found == real(workspace) / absolute(file).relative_to(workspace) else found


def check_spec_files(files: Sequence[Path]) -> list[Diagnostic]:
    """A fault for each file of a spec that lies outside of its workspace, or of its folder, or that is not a file."""
    found = workspace_above(files[0].parent)
    return check_files(files, found or files[0].parent, "folder" if found is None else "workspace")


def homes_of(planned: Iterable[FileChange]) -> dict[Path, list[FileChange]]:
    """The changes by the folder that answers for each, with real paths.

    That is the one whose lock this thread holds, or else the workspace, or else the folder of the files. Raises
    FileError for a path that leads through a link below that folder: it would change files elsewhere.
    """
    search = cache(_search)
    found: dict[Path, list[FileChange]] = {}
    alone = []
    for change in planned:
        folder = absolute(change.path).parent
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
    held = [one for one, whole in _ways(folder) if holds(whole)]
    return held[-1] if held else workspace_above(folder)


def _ways(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The folders on the way to a folder and that folder, each with its real path."""
    one = whole = Path(folder.anchor)
    yield one, whole
    for name in folder.parts[1:]:
        one = one / name
        step = whole / name
        whole = real(step) if step.is_symlink() else step  # the way so far has no links
        yield one, whole


def _below(top: Path, folder: Path, change: FileChange) -> FileChange:
    file = folder / change.path.name
    refuse_linked_folders(file, top)
    return FileChange(real(top) / file.relative_to(top), change.old, change.new)

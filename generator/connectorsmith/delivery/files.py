"""Files to disk, all or none: written under temporary names, then renamed, and put back if that fails."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.errors import FileError

CREATED = "created"
CHANGED = "changed"
UNCHANGED = "unchanged"
REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happens to one file: its old bytes, its new ones; ``None`` where there is no file."""

    path: Path
    old: bytes | None
    new: bytes | None

    @property
    def status(self) -> str:
        """created, changed, unchanged or removed."""
        if self.old is None:
            return CREATED
        if self.new is None:
            return REMOVED
        return UNCHANGED if self.old == self.new else CHANGED


def changes(folder: Path, files: Mapping[str, bytes], owned: Iterable[str]) -> list[FileChange]:
    """What has to happen so that a folder holds exactly these files among those that match an ``owned`` pattern.

    Paths use ``/`` and are relative to the folder; other files of the folder are left alone. Raises FileError.
    """
    found = [FileChange(folder / path, _read(folder / path), content) for path, content in files.items()]
    if folder.is_dir():
        here = {file for pattern in owned for file in folder.glob(pattern) if file.is_file()}
        stale = sorted(here - {change.path for change in found})
        found += [FileChange(file, _read(file), None) for file in stale]
    return found


def apply(planned: Iterable[FileChange]) -> None:
    """Make the changes, all or none. Raises FileError, with everything as it was before."""
    work = [change for change in planned if change.status != UNCHANGED]
    temporary: dict[Path, Path] = {}
    done: list[FileChange] = []
    current = Path()
    try:
        for change in work:
            current = change.path
            if change.new is not None:
                temporary[change.path] = _write_temporary(change.path, change.new)
        for change in work:
            current = change.path
            if change.new is None:
                change.path.unlink()
                _prune(change.path.parent)
            else:
                temporary[change.path].replace(change.path)
            done.append(change)
    except OSError as fault:
        _undo(done, temporary.values())
        raise FileError.of("write", current, fault, "nothing was changed") from fault


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise FileError.of("read", path, fault) from fault


def _write_temporary(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_bytes(content)
    return beside


def _prune(folder: Path) -> None:
    """Remove a folder that has become empty, and those above it."""
    with suppress(OSError):
        while not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _undo(done: Iterable[FileChange], temporary: Iterable[Path]) -> None:
    """Put back what was replaced or removed, and take away what was created or is unfinished."""
    for change in done:
        with suppress(OSError):
            if change.old is None:
                change.path.unlink()
            else:
                change.path.parent.mkdir(parents=True, exist_ok=True)
                change.path.write_bytes(change.old)
    for file in temporary:
        with suppress(OSError):
            file.unlink(missing_ok=True)

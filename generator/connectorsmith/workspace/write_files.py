"""Files to disk, all or none: written under temporary names, then renamed, and put back if that fails.

What is replaced or removed is first renamed as well, so that putting it back needs no space and keeps links and modes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from connectorsmith.errors import FileError

CREATED = "created"
CHANGED = "changed"
UNCHANGED = "unchanged"
REMOVED = "removed"


class FileChange(Struct, frozen=True):
    """What happens to one file: its old bytes, its new ones; ``None`` where there is no file."""

    path: Path
    old: bytes | None
    new: bytes | None

    @property
    def status(self) -> str:
        """created, changed, unchanged or removed; a text that only got CRLF line ends on its way is unchanged."""
        if self.old is None:
            return CREATED
        if self.new is None:
            return REMOVED
        return UNCHANGED if self.new in (self.old, self.old.replace(b"\r\n", b"\n")) else CHANGED


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


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        hint = "move the folder away: a file is to stand there" if path.is_dir() else None
        raise FileError.of("read", path, fault, hint) from fault


def apply(planned: Iterable[FileChange]) -> None:
    """Make the changes, all or none. Raises FileError, with everything as it was before.

    An interruption (Ctrl-C) undoes them as well and then goes on its way.
    """
    planned = list(planned)
    work = [_Step(change) for change in planned if change.status != UNCHANGED]
    made: list[Path] = []
    current = Path()
    try:
        for step in work:
            current = step.path
            step.prepare(made)
        for step in work:
            current = step.path
            step.carry_out()
    except BaseException as fault:
        _surely(_Step.undo, work[::-1])
        _remove_empty(reversed(made))
        if isinstance(fault, OSError):
            refused = FileError.of("write", current, fault)
            refused.hint = f"nothing was changed; {refused.hint}" if refused.hint else "nothing was changed"
            raise refused from fault
        raise
    _surely(_Step.finish, work)
    _prune(planned)


def _surely(action: Callable[[_Step], None], steps: Iterable[_Step]) -> None:
    """Take each step, from the start again if an interruption comes in between; a step may be taken twice."""
    steps = list(steps)
    try:
        for step in steps:
            action(step)
    except BaseException:
        for step in steps:
            action(step)
        raise


class _Step:
    """One change on its way to the disk; each temporary name is decided before any file bears it."""

    def __init__(self, change: FileChange) -> None:
        self.path = change.path
        self._old, self._new = change.old, change.new
        self._next = self._beside("new")
        self._before = self._beside("old")
        self._placing = False

    def _beside(self, word: str) -> Path:
        return self.path.with_name(f".{self.path.name}.{os.getpid()}.{word}.partial")

    def prepare(self, made: list[Path]) -> None:
        """Write the new content beside the old; folders that did not exist are added to ``made``."""
        if self._new is None:
            return
        missing = [folder for folder in (self.path.parent, *self.path.parent.parents) if not folder.exists()]
        made.extend(reversed(missing))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._next.write_bytes(self._new)
        if self._old is not None:
            shutil.copymode(self.path, self._next)

    def carry_out(self) -> None:
        """Put the old content aside and the new one in its place."""
        if self._old is not None:
            if self.path.is_dir():  # came there after the plan was made; renaming it would carry foreign files away
                raise IsADirectoryError(None, "a folder has taken the file's place")
            self.path.replace(self._before)
        if self._new is not None:
            self._placing = self._old is None
            self._next.replace(self.path)

    def undo(self) -> None:
        """Bring back what was there, wherever the change was left."""
        if self._placing and not self._next.exists():
            _remove(self.path)
        with suppress(OSError):
            self._before.replace(self.path)
        _remove(self._next)

    def finish(self) -> None:
        """Let the old content go."""
        if self._old is not None:
            _remove(self._before)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _prune(planned: list[FileChange]) -> None:
    """Remove the folders that have become empty, below the one that holds all planned files."""
    folders = [change.path.absolute().parent for change in planned]
    removed = [change.path.absolute().parent for change in planned if change.status == REMOVED]
    top = Path(os.path.commonpath(folders)) if removed else Path()
    for folder in removed:
        _remove_empty(inner for inner in (folder, *folder.parents) if top in inner.parents)

"""A folder for the files of one run, gone afterwards; those of runs that were killed are removed by a later one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from connectorsmith.errors import FileError, FullDiskError
from connectorsmith.workspace.locking import locked, locked_if_free

_NAME: Final = re.compile(r"connectorsmith-(\d+)-\w+")
_OLD: Final = 3600.0
"""Seconds after which a folder without a lock counts as abandoned, even if a process has the number in its name."""
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
ROOM: Final = "free space on that disk, or let TMPDIR (on Windows TEMP) name a folder on another one"
"""The cure where the disk with the temporary files is full."""


@contextmanager
def work_folder() -> Iterator[Path]:
    """A new folder, locked, in the machine's folder for temporary files. Raises FileError if none can be made."""
    try:
        remove_left_folders(Path(tempfile.gettempdir()))
        made = tempfile.TemporaryDirectory(prefix=f"connectorsmith-{os.getpid()}-")
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise FileError(f"cannot make a folder for temporary files: {reason}", ROOM) from fault
    with made as name:
        folder = Path(name)
        with locked(folder, say=lambda note: None):
            yield folder


def put_in(file: Path, content: bytes) -> None:
    """Write a file below a work folder, and make the folders that it is in.

    Raises FullDiskError if the disk is full, and FileError, as for a name that the system cannot have.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as fault:
        if fault.errno in _FULL:
            raise FullDiskError(f"cannot write {file}: {fault.strerror}", ROOM) from fault
        raise FileError.of("write", file, fault) from fault


def remove_left_folders(parent: Path) -> None:
    """Remove the work folders whose runs have ended without doing so.

    A run locks its folder; between making and locking it, its process is known by the number in the folder's name.
    """
    with suppress(OSError):
        for folder in parent.iterdir():
            name = _NAME.fullmatch(folder.name)
            if name is not None:
                with suppress(OSError):
                    _remove_if_left(folder, int(name[1]))


def _remove_if_left(folder: Path, process: int) -> None:
    found = folder.lstat()
    if folder.is_symlink() or (sys.platform != "win32" and found.st_uid != os.geteuid()):
        return
    if _runs(process) and time.time() - found.st_mtime < _OLD:
        return
    with locked_if_free(folder) as free:
        if free:
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    """Whether a process is running; always true on Windows, where the check would end it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True

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
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from connectorsmith.errors import FileError, TemporaryFilesError
from connectorsmith.workspace.locking import locked, locked_if_free

_NAME: Final = re.compile(r"connectorsmith-(\d+)-\w+")
_OLD: Final = 3600.0
"""Seconds after which a folder without a lock counts as abandoned, even if a process has the number in its name."""
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
ROOM: Final = "free space on that disk, or let TMPDIR (on Windows TEMP) name a folder on another one"
"""The cure where the disk with the temporary files is full."""


@contextmanager
def work_folder() -> Iterator[Path]:
    """A new folder, locked, in the machine's folder for temporary files.

    Raises TemporaryFilesError if none can be made.
    """
    with ExitStack() as stack:
        try:
            remove_left_folders(Path(tempfile.gettempdir()))
            prefix = f"connectorsmith-{os.getpid()}-"
            made = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
            # A full disk may refuse to remove a file at first; what stays even now is removed by the next run.
            stack.callback(shutil.rmtree, made.name, ignore_errors=True)
            folder = Path(stack.enter_context(made))
            stack.enter_context(locked(folder, say=lambda note: None))
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise TemporaryFilesError(f"cannot make a folder for temporary files: {reason}", ROOM) from fault
        except FileError as fault:
            raise TemporaryFilesError(fault.message, ROOM) from fault
        yield folder


def put_in(file: Path, content: bytes) -> None:
    """Write a file below a work folder, and make the folders that it is in.

    Raises TemporaryFilesError if the disk is full, and FileError, as for a name that the system cannot have.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as fault:
        if fault.errno in _FULL:
            raise TemporaryFilesError(f"cannot write {file}: {fault.strerror}", ROOM) from fault
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

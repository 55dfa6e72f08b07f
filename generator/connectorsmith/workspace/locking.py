"""A lock on a folder, so that one run at a time writes below it.

The operating system holds the lock and releases it when the process ends, even by kill -9.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from connectorsmith.errors import FileError

Say = Callable[[str], None]
LOCK_FILE: Final = ".connectorsmith-lock.partial"
"""Locked where a folder cannot be: on Windows, and on network file systems, where it stays."""
_PATIENCE: Final = 1.0
"""Seconds of waiting until the user gets a message."""
_PAUSE: Final = 0.05
"""Seconds between two attempts."""
_CANNOT_LOCK_FOLDERS: Final = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOTSUP}
_held: set[tuple[Path, int]] = set()


def holds(folder: Path) -> bool:
    """Whether this thread holds the lock of a folder, given by its real path."""
    return (folder, threading.get_ident()) in _held


@contextmanager
def locked(folder: Path, say: Say) -> Iterator[None]:
    """Hold the lock of a folder, given as its real path and made if need be; ``say`` is called if this has to wait.

    Raises FileError if the folder cannot be made or opened.
    """
    mine = (folder, threading.get_ident())
    try:
        handle = _wait(folder, say)
    except OSError as fault:
        raise FileError.of("write to", folder, fault) from fault
    _held.add(mine)
    try:
        yield
    finally:
        _held.discard(mine)
        _release(handle)
        if sys.platform == "win32":
            with suppress(OSError):  # another process has it open
                (folder / LOCK_FILE).unlink()


@contextmanager
def locked_if_free(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder that is there, unless another run holds it; tells whether it is held.

    Raises OSError if the folder cannot be opened.
    """
    handle = _attempt(folder)
    try:
        yield handle is not None
    finally:
        if handle is not None:
            _release(handle)


def _wait(folder: Path, say: Say) -> int:
    start = time.monotonic()
    reported = False
    while (handle := _made(folder)) is None:
        if not reported and time.monotonic() - start > _PATIENCE:
            say(f"waiting for another run of connectorsmith that writes to {folder}")
            reported = True
        time.sleep(_PAUSE)
    return handle


def _made(folder: Path) -> int | None:
    """Make the folder if need be, and lock it; ``None`` if it is locked, or the one locked has been removed since."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
    before = folder.stat()
    handle = _attempt(folder)
    with suppress(FileNotFoundError):
        if handle is None or os.path.samestat(before, folder.stat()):
            return handle
    if handle is not None:
        _release(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _attempt(folder: Path) -> int | None:
        """Lock the folder's lock file; ``None`` if another process holds it."""
        handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(handle)
            return None
        return handle

    def _release(handle: int) -> None:
        os.close(handle)

else:
    import fcntl

    def _attempt(folder: Path) -> int | None:
        """Lock the folder itself, or else its lock file; ``None`` if another process holds it."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            return _flock(handle)
        except OSError as fault:
            if fault.errno not in _CANNOT_LOCK_FOLDERS:
                raise
        return _flock(os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o666))

    def _flock(handle: int) -> int | None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:
            os.close(handle)
            raise
        return handle

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)  # a child process may have the handle too
        os.close(handle)

"""The calls of the operating system by which files are written."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path


def put(file: Path, content: bytes) -> None:
    """Make a new file and see it onto the disk. Raises OSError, also if there is one."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """See the names in a folder onto the disk, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_folder(folder: Path) -> None:
    """Remove an empty folder, in a second attempt where a full disk refuses the first. Raises OSError."""
    try:
        folder.rmdir()
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
        folder.rmdir()


def keep(file: Path, name: Path) -> None:
    """Give the content of a file, or a link, a second name. Raises OSError."""
    if file.is_symlink():  # systems and releases of Python differ in what a hard link to a link leads to
        name.symlink_to(file.readlink())
        return
    try:
        os.link(file, name)
    except (OSError, NotImplementedError):  # not every file system has hard links, or those of other users' files
        put(name, file.read_bytes())
        like(name, file)


def like(file: Path, other: Path) -> None:
    """Give a file the mode and, where this is allowed, the owner of another one. Raises OSError."""
    found = other.stat()
    if sys.platform != "win32" and (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):
            os.chown(file, found.st_uid, found.st_gid)
    file.chmod(found.st_mode & 0o7777)

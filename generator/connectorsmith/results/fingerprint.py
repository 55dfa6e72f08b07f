"""A digest of everything that a run depends on: the files that it may read, and the code that reads them.

It imports the standard library alone, since it is made before anything else is imported.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of all files of a run from which on it is not worth while to keep its result."""
_BYTECODE: Final = "__pycache__"


class Reads(NamedTuple):
    """The paths that a run may read, absolute; some may not exist.

    Of ``paths`` it matters what is there, and the content of a file. Of ``folders`` the names of the entries and their
    kinds matter as well, and of ``trees`` the content of all files below them. ``variables`` are the names of
    environment variables.
    """

    paths: tuple[str, ...]
    folders: tuple[str, ...]
    trees: tuple[str, ...]
    variables: tuple[str, ...] = ()


class UnfitError(OSError):
    """Something that no digest can tell the state of: a link, a device, a pipe, or too many bytes."""


def state_of(reads: Reads) -> str:
    """The digest of what a run may look at. Raises OSError if a part of it cannot be read, or is not plain."""
    state = _State()
    for path in reads.paths:
        state.add_path(Path(path))
    for path in reads.folders:
        state.add_folder(Path(path))
    for path in reads.trees:
        state.add_tree(Path(path))
    for name in reads.variables:
        state.add(name, os.environ.get(name, ""))
    return state.digest()


def state_of_code() -> str:
    """The digest of this package, of the interpreter, and of what it can import.

    A file of the package counts by its size and its times, as for Python's own bytecode, and an installed library by
    the times of its folders, which each installation changes. Raises OSError if they cannot be listed.
    """
    from connectorsmith import policies

    state = _State()
    state.add(sys.version, sys.executable, repr(sys.flags), repr(sys.warnoptions))
    for top in (Path(__file__).parents[1], *map(Path, policies.__path__)):
        state.add(*_files_below(top))
    for place in sys.path:
        state.add_names(place or os.curdir)
    return state.digest()


def _files_below(top: Path) -> Iterator[str]:
    """The files below a folder in a fixed order, without bytecode, each with its size and its times."""
    waiting = [str(top)]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted((entry for entry in found if entry.name != _BYTECODE), key=lambda entry: entry.name)


class _State:
    """A digest that grows; each part of it has its length before it, so that no two sequences give the same."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=32)
        self._left = LARGEST

    def digest(self) -> str:
        return self._hash.hexdigest()

    def add(self, *parts: str | bytes) -> None:
        for part in parts:
            data = part if isinstance(part, bytes) else os.fsencode(part)
            self._hash.update(b"%d:" % len(data))
            self._hash.update(data)

    def add_path(self, path: Path) -> bool:
        """Add what is at a path, with its content if it is a file; tell whether it is a folder."""
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            self.add("nothing", str(path))
            return False
        if stat.S_ISDIR(mode):
            self.add("folder", str(path))
            return True
        if not stat.S_ISREG(mode):
            raise UnfitError(f"{path} is neither a file nor a folder")
        content = path.read_bytes()
        self._left -= len(content)
        if self._left < 0:
            raise UnfitError(f"there are more than {LARGEST} bytes")
        self.add("file", str(path), content)
        return False

    def add_folder(self, folder: Path) -> None:
        """Add the names of the entries of a folder, and which of them are folders."""
        if not self.add_path(folder):
            return
        with os.scandir(folder) as found:
            for entry in sorted(found, key=lambda entry: entry.name):
                if entry.is_symlink():
                    raise UnfitError(f"{entry.path} is a link")
                self.add(entry.name, "folder" if entry.is_dir() else "file")

    def add_tree(self, top: Path) -> None:
        """Add everything below a folder."""
        waiting = [top]
        while waiting:
            here = waiting.pop()
            if self.add_path(here):
                waiting += sorted(here.iterdir(), reverse=True)

    def add_names(self, place: str) -> None:
        """Add the names in a folder that modules are imported from, or the file that holds them, with their times."""
        try:
            found = [(entry.name, entry.stat()) for entry in _entries(place)]
        except FileNotFoundError:
            found = []
        except NotADirectoryError:
            found = [("", Path(place).stat())]
        for name, state in found:
            size = 0 if stat.S_ISDIR(state.st_mode) else state.st_size
            self.add(place, name, repr((size, state.st_mtime_ns)))

"""Where results are kept: one file for each command line, in the user's cache folder.

A file that is damaged, of someone else or of another form counts as none, and one that cannot be written is left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import platformdirs

from connectorsmith.results.fingerprint import Reads

LONGEST: Final = 256 * 1024
"""Bytes of the longest result that is kept."""
MOST: Final = 256
"""How many results are kept; the oldest are removed."""

Printed = tuple[bool, str]
"""A text that was printed, and whether on standard error."""


class Result(NamedTuple):
    """The exit code of a run and what it has printed; ``state`` is the digest of all that it depends on."""

    state: str
    reads: Reads
    code: int
    printed: tuple[Printed, ...]


def folder() -> Path:
    """The folder of the results, which need not exist. Raises OSError if the user has no folder for such files."""
    found = platformdirs.user_cache_path("connectorsmith", appauthor=False) / "results"
    if not found.is_absolute():  # without a home, or with a variable that names a path from the current folder
        raise NotADirectoryError(None, "the cache folder has no absolute path", str(found))
    return found


def load(name: str) -> Result | None:
    """The result that is kept under a name, if there is one that can be used."""
    with suppress(OSError, RecursionError, TypeError, ValueError):
        home = folder()
        if _is_ours(home) and stat.S_ISREG((home / name).lstat().st_mode):
            checksum, _, content = (home / name).read_bytes().partition(b"\n")
            if checksum == _checksum(name, content):
                return _result(content)
    return None


def _result(content: bytes) -> Result:
    """The result in a file. Raises RecursionError, TypeError or ValueError if it was written in another form."""
    state, reads, code, printed = json.loads(content)
    result = Result(state, Reads(*map(tuple, reads)), code, tuple(map(tuple, printed)))
    texts = [state, *(text for part in result.reads for text in part), *(text for _, text in printed)]
    if not all(isinstance(one, str) for one in texts) or not isinstance(code, int):
        raise TypeError
    return result


def save(name: str, result: Result) -> None:
    """Keep a result under a name, if the folder can be written, and remove the oldest if there are too many.

    The file is written beside and renamed, so that another run reads either the old one or this one.
    """
    content = json.dumps(result).encode()
    if len(content) > LONGEST:
        return
    with suppress(OSError):
        home = folder()
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(home):
            return
        new = home / f"{name}.{os.urandom(4).hex()}"
        try:
            with new.open("xb") as file:
                file.write(_checksum(name, content) + b"\n" + content)
            new.replace(home / name)
        finally:
            new.unlink(missing_ok=True)
        _remove_oldest(home)


def _checksum(name: str, content: bytes) -> bytes:
    """The first line of a file, which holds for this content under this name only."""
    return hashlib.blake2b(name.encode() + b"\n" + content, digest_size=32).hexdigest().encode()


def _is_ours(home: Path) -> bool:
    """Whether a folder is that of the user alone: another one could put results there that no run has had."""
    found = home.lstat()
    if sys.platform == "win32":
        return stat.S_ISDIR(found.st_mode)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _remove_oldest(home: Path) -> None:
    with os.scandir(home) as entries:
        files = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
    for _, path in files[:-MOST]:
        Path(path).unlink(missing_ok=True)

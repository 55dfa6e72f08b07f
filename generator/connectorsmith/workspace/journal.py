"""The journal of the changes below a folder, written before them, so that the next run can complete or undo them.

The journal says "undo" until all new content lies beside the files it replaces, and "redo" from then on.
"""

from __future__ import annotations

import hashlib
import json  # msgspec refuses names that are not UTF-8
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct, ValidationError, convert, to_builtins

from connectorsmith.workspace.disk import put, remove_folder, sync_folder
from connectorsmith.workspace.unfinished import REDO, UNDO

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a journal; one line of a thousand files is about 300 KB."""
_TEMPORARY: Final = re.compile(r"\.[0-9a-f]{8}-\d+\.(new|old)\.partial")


class JournalEntry(Struct, frozen=True):
    """One file: its path below the folder with ``/``, and the names beside it of its new content and of its old one.

    ``was`` and ``becomes`` are the SHA-256 of its content before and after, ``None`` where there is no file.
    """

    path: str
    new: str | None
    old: str | None
    was: str | None
    becomes: str | None


class Journal(Struct, frozen=True):
    """The steps of a run, the folders it makes, and those that it empties, deepest last and first."""

    steps: tuple[JournalEntry, ...]
    made: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()


def fingerprint(content: bytes | None) -> str | None:
    """The SHA-256 of a file's content, ``None`` where there is no file."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def begin(home: Path, journal: Journal) -> None:
    """Write the journal below ``home``, to be undone. Raises OSError."""
    put(home / UNDO, json.dumps(to_builtins(journal)).encode())
    sync_folder(home)


def commit(home: Path) -> None:
    """From here on the run is completed rather than undone. Raises OSError."""
    (home / UNDO).replace(home / REDO)
    sync_folder(home)


def turn_back(home: Path) -> None:
    """Undo the run that was committed. Raises OSError."""
    if (home / REDO).exists():
        (home / REDO).replace(home / UNDO)
        sync_folder(home)


def end(home: Path) -> None:
    """Remove the journal. Raises OSError."""
    for name in (UNDO, REDO):
        (home / name).unlink(missing_ok=True)


def read_journal(home: Path) -> Journal | None:
    """The journal that was left below ``home``; ``None`` if it was not written to its end, so that nothing was done.

    Raises OSError.
    """
    file = home / (REDO if (home / REDO).exists() else UNDO)
    if file.is_symlink() or not file.is_file() or file.stat().st_size > LARGEST:
        return None
    try:
        journal = convert(json.loads(file.read_bytes()), Journal)
    except (ValueError, RecursionError, ValidationError):
        return None
    return journal if _is_sound(home, journal) else None


def _is_sound(home: Path, journal: Journal) -> bool:
    """Whether all paths of a journal are inside its folder; the file may come from elsewhere."""
    paths = [*(step.path for step in journal.steps), *journal.made, *journal.emptied]
    names = [name for step in journal.steps for name in (step.new, step.old) if name is not None]
    return all(_is_inside(home, path) for path in paths) and all(_TEMPORARY.fullmatch(name) for name in names)


def _is_inside(home: Path, path: str) -> bool:
    pure = Path(path)
    if not _is_name(path) or pure.anchor or not pure.parts or ".." in pure.parts:
        return False
    return not any((home / folder).is_symlink() for folder in pure.parents if folder != Path())


def _is_name(path: str) -> bool:
    """Whether the system can take a text for the path of a file."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def relative(home: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """Paths as a journal names them."""
    return tuple(path.relative_to(home).as_posix() for path in paths)


def remove_empty(folders: Sequence[Path]) -> None:
    """Remove those of the folders, in this order, that are empty."""
    for folder in folders:
        with suppress(OSError):
            remove_folder(folder)

"""Recover a folder from a killed run: its changes are completed if all new content was written, else undone."""

from __future__ import annotations

import errno
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from connectorsmith.errors import FileError
from connectorsmith.workspace import journal as journals
from connectorsmith.workspace.journal import Journal, JournalEntry, fingerprint
from connectorsmith.workspace.unfinished import REDO, UNDO, find_journals

_OTHER: Final = "neither"
"""The fingerprint of a folder, or of anything else that is not a file, in a file's place."""


def now(file: Path) -> str | None:
    """The fingerprint of what is at a file's path. Raises OSError."""
    try:
        return fingerprint(file.read_bytes()) if stat.S_ISREG(file.stat().st_mode) else _OTHER
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        if fault.errno == errno.ENAMETOOLONG:  # no file can have such a name
            return None
        if fault.errno == errno.ELOOP:
            return _OTHER
        raise


def forward(home: Path, step: JournalEntry) -> bool:
    """Put the new state of a file in place; ``False`` if the file is in neither state. Raises OSError."""
    file = home / step.path
    found = now(file)
    if found == step.becomes:
        return True
    if found != step.was:
        return False
    if step.new is None:
        file.unlink()
    else:
        file.with_name(step.new).replace(file)
    return True


def backward(home: Path, step: JournalEntry) -> bool:
    """Put the old state of a file in place; ``False`` if the file is in neither state. Raises OSError."""
    file = home / step.path
    found = now(file)
    if found == step.was:
        return True
    if found != step.becomes:
        return False
    try:
        file.with_name(str(step.old)).replace(file)
    except FileNotFoundError:  # before the old content has its second name, nothing is done to the file
        if step.was is None:
            file.unlink(missing_ok=True)
    return True


def clean_up(home: Path, journal: Journal) -> None:
    """Remove the temporary files, the folders that are empty now, and at last the journal. Raises OSError."""
    for step in journal.steps:
        for name in (step.new, step.old):
            if name is not None:
                with suppress(FileNotFoundError, NotADirectoryError):
                    (home / step.path).with_name(name).unlink()
    for folder in (*reversed(journal.made), *journal.emptied):
        try:
            (home / folder).rmdir()
        except OSError as fault:  # it holds something, or is not there
            if fault.errno == errno.ENOSPC:  # the next run tries again
                raise
    journals.end(home)


def recover(home: Path) -> str | None:
    """Complete or undo what an earlier run below ``home`` has left; returns what was done, ``None`` if nothing was.

    To be called with the lock of ``home``. Raises FileError if it cannot be done.
    """
    try:
        if not any((home / name).exists() for name in (UNDO, REDO)):
            return None
        return _recover(home)
    except OSError as fault:
        raise FileError.of("complete what an interrupted run has left in", home, fault) from fault


def _recover(home: Path) -> str:
    if home not in find_journals(home):
        name = next(name for name in (REDO, UNDO) if (home / name).exists())
        message = f"a run of another user was interrupted in {home}"
        raise FileError(message, f"let that user run connectorsmith there, or remove {home / name}")
    journal = journals.read_journal(home)
    if journal is None:
        journals.end(home)
        return f"an interrupted run had changed nothing in {home}"
    completed = (home / REDO).exists()
    if completed:
        try:
            kept = [step.path for step in journal.steps if not forward(home, step)]
        except OSError:
            journals.turn_back(home)
            completed = False
    if not completed:
        kept = [step.path for step in journal.steps if not backward(home, step)]
    clean_up(home, journal)
    count = len(journal.steps) - len(kept)
    files = f"{count} file{'s' * (count != 1)} in {home}"
    done = f"an interrupted run was {'completed' if completed else 'undone'}: {files}"
    return f"{done}; left as they were changed since: {', '.join(kept)}" if kept else done


def take_back(home: Path, journal: Journal) -> bool:
    """Undo a run that has failed; tells whether every file is as it was. What cannot be undone stays in the journal."""
    with suppress(OSError):
        journals.turn_back(home)
        undone = [_is_undone(home, step) for step in journal.steps]
        if all(undone):
            clean_up(home, journal)
            return True
    return False


def _is_undone(home: Path, step: JournalEntry) -> bool:
    try:
        backward(home, step)
    except OSError:
        return False
    return True

"""The one way to write files of users: all changes of a run below a folder, or none, whatever ends the process.

New content is put beside each file first, under a temporary name, and moved into place when all of it is there.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from connectorsmith.errors import FileError
from connectorsmith.workspace import journal as journals
from connectorsmith.workspace.disk import keep, like, put, sync_folder
from connectorsmith.workspace.exclusive import exclusive
from connectorsmith.workspace.file_changes import REMOVED, UNCHANGED, FileChange
from connectorsmith.workspace.homes import homes_of
from connectorsmith.workspace.interruptions import held_back
from connectorsmith.workspace.journal import Journal, JournalEntry, fingerprint
from connectorsmith.workspace.recovery import clean_up, forward, now, recover, take_back


def apply(planned: Iterable[FileChange]) -> None:
    """Make the changes, all or none of those in one workspace or folder.

    Raises FileError, with everything as it was, also if a file is no longer what the plan was made from. Signals that
    end the process are held back until the files are whole.
    """
    for home, changes in homes_of(planned).items():
        work = [change for change in changes if change.status != UNCHANGED]
        if work:
            with exclusive(home), held_back() as check:
                recover(home)  # this run may not have been able to clean up after its last change
                _carry_out(home, work, _plan(home, work, _emptied(changes)), check)


def _plan(home: Path, work: Sequence[FileChange], emptied: Sequence[Path]) -> Journal:
    token = secrets.token_hex(4)
    steps = [
        JournalEntry(
            change.path.relative_to(home).as_posix(),
            None if change.new is None else f".{token}-{number}.new.partial",
            f".{token}-{number}.old.partial",
            fingerprint(change.old),
            fingerprint(change.new),
        )
        for number, change in enumerate(work)
    ]
    parents = {folder for change in work if change.new is not None for folder in change.path.parents} - {home}
    made = sorted(folder for folder in parents if folder.is_relative_to(home) and not folder.exists())
    return Journal(tuple(steps), journals.relative(home, made), journals.relative(home, emptied))


def _emptied(changes: Sequence[FileChange]) -> list[Path]:
    """The folders that may be empty afterwards, deepest first, all below the one that holds all planned files."""
    top = Path(os.path.commonpath([change.path.parent for change in changes]))
    removed = {folder for change in changes if change.status == REMOVED for folder in change.path.parents}
    return sorted((folder for folder in removed - {top} if folder.is_relative_to(top)), reverse=True)


def _carry_out(home: Path, work: Sequence[FileChange], plan: Journal, check: Callable[[], None]) -> None:
    at = home
    try:
        journals.begin(home, plan)
        for folder in plan.made:
            (at := home / folder).mkdir()
        for change, step in zip(work, plan.steps, strict=True):
            check()
            at = change.path
            _prepare(change, step)
        check()
        journals.commit(home)
        for change, step in zip(work, plan.steps, strict=True):
            at = change.path
            if not forward(home, step):
                raise _Changed
    except BaseException as fault:
        undone = take_back(home, plan)
        if isinstance(fault, OSError):
            raise _refused(at, fault, undone) from fault
        raise
    with suppress(OSError):  # the next run does it
        for parent in {change.path.parent for change in work}:
            sync_folder(parent)
        clean_up(home, plan)


def _prepare(change: FileChange, step: JournalEntry) -> None:
    """Put the new content, and a second name for the old one, beside a file. Raises OSError."""
    file = change.path
    if now(file) != step.was:
        raise IsADirectoryError(None, "a folder has taken the file's place") if file.is_dir() else _Changed
    if step.new is not None and change.new is not None:
        put(file.with_name(step.new), change.new)
        if step.was is not None:
            like(file.with_name(step.new), file)
    if file.exists() or file.is_symlink():
        keep(file, file.with_name(str(step.old)))


class _Changed(OSError):
    """A file is not what the plan was made from."""

    strerror = "it was changed while this ran"


def _refused(at: Path, fault: OSError, undone: bool) -> FileError:
    refused = FileError.of("write", at, fault, "run it again" if isinstance(fault, _Changed) else None)
    kept = "nothing was changed" if undone else "the next run of connectorsmith completes this or undoes it"
    refused.hint = f"{kept}; {refused.hint}" if refused.hint else kept
    return refused

"""Lock folders for one run: they are created if missing, and recovered if an earlier run was killed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from connectorsmith.source.links import real
from connectorsmith.workspace.journal import remove_empty
from connectorsmith.workspace.locking import Say, holds, locked
from connectorsmith.workspace.recovery import recover
from connectorsmith.workspace.unfinished import find_journals


def _silent(_: str) -> None:
    """Say nothing."""


@contextmanager
def exclusive(*homes: Path, say: Say = _silent) -> Iterator[None]:
    """Keep other runs from writing below some folders, each a workspace or one that the user has named.

    A missing folder is made, and removed again if it stays empty. ``say`` is called with what is waited for,
    and what an earlier run has left. Raises FileError.
    """
    with ExitStack() as stack:
        for home in sorted({real(home) for home in homes}):  # in one order, so that two runs never wait for each other
            if not holds(home):
                stack.enter_context(_made_and_locked(home, say))
                note = recover(home)
                if note is not None:
                    say(note)
        yield


@contextmanager
def _made_and_locked(home: Path, say: Say) -> Iterator[None]:
    missing = [folder for folder in (home, *home.parents) if not folder.exists()]
    with locked(home, say):
        try:
            yield
        finally:
            remove_empty(missing)


def put_right(paths: Iterable[Path], say: Say = _silent) -> None:
    """Complete or undo what earlier runs have left in the folders that paths are in. Raises FileError."""
    for home in dict.fromkeys(home for path in paths for home in find_journals(real(path))):
        with exclusive(home, say=say):
            pass

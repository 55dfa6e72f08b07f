"""Where runs have been killed while they wrote: a journal lies there. Every verb looks for one before it reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

UNDO: Final = ".connectorsmith-undo.partial"
"""The journal of a run that is to be undone: not all of its new content was there yet."""
REDO: Final = ".connectorsmith-redo.partial"
"""The journal of a run that is to be completed."""


def find_journals(start: Path) -> list[Path]:
    """The folders at and above a real path in which a run has left its journal; one of another user is not heeded."""
    return [folder for folder in (start, *start.parents) if any(_is_ours(folder, name) for name in (UNDO, REDO))]


def _is_ours(folder: Path, name: str) -> bool:
    """Whether there is a journal of a user who may change the folder's files anyway."""
    try:
        owner = (folder / name).lstat().st_uid
        return sys.platform == "win32" or owner in (0, os.geteuid(), folder.stat().st_uid)
    except OSError:
        return False

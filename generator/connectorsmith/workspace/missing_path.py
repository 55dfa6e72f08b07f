"""The fault of a path that leads to nothing, with the one beside it that was likely meant."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.errors import FileError

_MOST: Final = 1000
"""Entries of a folder that are looked at."""


def missing_path(path: str | Path, hint: str, what: str = "file or folder") -> FileError:
    """The fault that there is nothing at a path; ``hint`` is its cure where nothing beside it has a similar name."""
    given = Path(path)
    with suppress(OSError, ValueError):
        names = [entry.name for entry in islice(given.parent.iterdir(), _MOST) if not entry.name.startswith(".")]
        likely = suggest(given.name, sorted(names))
        if likely is not None:
            hint = f"did you mean {given.with_name(likely)}?"
    return FileError(f"there is no {what} {path}", hint)

"""Tell whether a connector is in an archive or in the folder of a solution, without importing the unpacker."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from connectorsmith.model.files import CUSTOMIZATIONS

ROWS: Final = ("Connector", "Connectors")
"""The folders of a solution that hold the long columns of its connectors."""
DEFINITION_COLUMN: Final = "_openapidefinition.json"
"""How the file of a connector's definition ends in a solution."""

_OF_SOLUTION: Final = {CUSTOMIZATIONS.lower(), "other", *(name.lower() for name in ROWS)}
"""The files and folders of a solution beside that of a definition, in small letters, as some systems compare names."""


def is_packed(path: Path) -> bool:
    """Whether a path is an archive or the folder of a solution."""
    return is_archive(path) or _is_unpacked_solution(path)


def is_archive(path: Path) -> bool:
    """Whether a path is a ZIP archive, by its name or its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return path.suffix.lower() == ".zip" or stream.read(4) == b"PK\x03\x04"


def _is_unpacked_solution(path: Path) -> bool:
    if not _may_be_unpacked_solution(path):
        return False
    places, names = (path, path / "Other"), (CUSTOMIZATIONS, CUSTOMIZATIONS.capitalize())
    if any((place / name).is_file() for place in places for name in names):
        return True
    rows = (path, *(path / name for name in ROWS))
    return any(next(folder.glob(f"*{DEFINITION_COLUMN}"), None) is not None for folder in rows)


def _may_be_unpacked_solution(path: Path) -> bool:
    """Whether a folder has anything that a solution has; to list it takes less time than to look for each of them."""
    try:
        names = [one.name.lower() for one in path.iterdir()]
    except OSError:  # a file, or nothing
        return False
    return any(name in _OF_SOLUTION or name.endswith(DEFINITION_COLUMN) for name in names)

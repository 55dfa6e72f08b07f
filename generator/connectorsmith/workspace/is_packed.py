"""Tell whether a connector is in an archive or in the folder of a solution, without importing the unpacker."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from connectorsmith.model.files import CUSTOMIZATIONS

ROWS: Final = ("Connector", "Connectors")
"""The folders of a solution that hold the long columns of its connectors."""
DEFINITION_COLUMN: Final = "_openapidefinition.json"
"""How the file of a connector's definition ends in a solution."""


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
    if not path.is_dir():
        return False
    places, names = (path, path / "Other"), (CUSTOMIZATIONS, CUSTOMIZATIONS.capitalize())
    if any((place / name).is_file() for place in places for name in names):
        return True
    rows = (path, *(path / name for name in ROWS))
    return any(next(folder.glob(f"*{DEFINITION_COLUMN}"), None) is not None for folder in rows)

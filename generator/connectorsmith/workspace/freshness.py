"""Check whether a connector's folder is up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from connectorsmith.emitters import render
from connectorsmith.model import Connector
from connectorsmith.workspace.build import OWNED
from connectorsmith.workspace.file_changes import CREATED, UNCHANGED, changes

FRESH: Final = "fresh"
STALE: Final = "stale"
MISSING: Final = "missing"


def freshness(connector: Connector, folder: Path) -> str:
    """``fresh``, ``stale`` if a file would change, or ``missing`` if there is none yet. Raises FileError."""
    found = {change.status for change in changes(folder, render(connector), OWNED)}
    if found <= {UNCHANGED}:
        return FRESH
    return MISSING if found == {CREATED} else STALE

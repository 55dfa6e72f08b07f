"""Paths as they are typed in the current folder."""

from __future__ import annotations

from pathlib import Path

from connectorsmith.diagnostics.presentation import shown_path


def from_here(path: Path) -> str:
    """A path as it is typed in the current folder, with ``/``."""
    return shown_path(path, Path.cwd())

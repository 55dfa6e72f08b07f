"""Recorded calls on disk: cases in YAML, added to those that the file has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from connectorsmith.connector_tests.read_cases import read_cases
from connectorsmith.diagnostics import has_errors
from connectorsmith.language.free_names import free_name
from connectorsmith.source.read_files import read_bytes
from connectorsmith.source.yaml.write import write_yaml
from connectorsmith.workspace.exclusive import exclusive
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.homes import home_of
from connectorsmith.workspace.open import SpecError
from connectorsmith.workspace.write_files import apply


def write_cases(file: Path, cases: Iterable[Mapping[str, Any]]) -> None:
    """Add cases to a file, named for their operations. Raises FileError, and SpecError for a file of other content."""
    with exclusive(home_of(file.absolute().parent)):  # another run may add cases as well
        _write(file, cases)


def _write(file: Path, cases: Iterable[Mapping[str, Any]]) -> None:
    old = read_bytes(file) if file.exists() else None
    known: dict[str, Any] = {}
    if old is not None:
        found = read_cases(file)
        if has_errors(found.diagnostics):
            raise SpecError(found.diagnostics)
        known = found.document.value
    numbers: dict[str, int] = {}
    for case in cases:
        known[free_name(case["operation"], known, numbers, " ")] = dict(case)
    text = write_yaml(known)
    apply([FileChange(file.absolute(), old, with_line_ends_of(old or b"", text))])

"""The settings of a workspace: ``connectorsmith.toml``, or ``[tool.connectorsmith]`` in ``pyproject.toml``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.errors import FileError
from connectorsmith.source.links import check_files, real
from connectorsmith.source.read_files import read_text
from connectorsmith.source.toml import TomlError, read_toml
from connectorsmith.workspace.settings_faults import settings_faults
from connectorsmith.workspace.settings_places import Places

NAME: Final = "connectorsmith.toml"
PROJECT: Final = "pyproject.toml"
TOOL: Final = ("tool", "connectorsmith")
_AT: Final = re.compile(r"\(at line (\d{1,9}), column (\d{1,9})\)")


class Configuration(Struct, frozen=True):
    """The settings of a file, checked; with ``diagnostics``, the faults of the file, there are none.

    Without a file there are neither. ``places`` finds the lines of keys.
    """

    value: Mapping[str, Any] = {}
    places: Places | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def file(self) -> Path | None:
        """The file that has the settings."""
        return None if self.places is None else self.places.file

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of the settings; empty if there is none."""
        found: Mapping[str, Any] = self.value.get(name, {})
        return found


def find_configuration(start: Path) -> Configuration:
    """The settings of the nearest file upwards from a folder that has any. Raises FileError if it cannot be read.

    In one folder, ``connectorsmith.toml`` counts before ``pyproject.toml``.
    """
    here = real(start)
    for folder in (here, *here.parents):
        found = configuration_of(folder)
        if found is not None:
            return found
    return Configuration()


def configuration_of(folder: Path) -> Configuration | None:
    """The settings in a folder itself, whose files are read again when they have changed. Raises FileError."""
    for name in (NAME, PROJECT):
        try:
            state = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118, each folder above a package is asked
        except (OSError, ValueError):
            continue
        found = _read(folder / name, state.st_mtime_ns, state.st_size)
        if found is not None:
            return found
    return None


def settings_of(folder: Path) -> Mapping[str, Any]:
    """The value of the settings in a folder; empty if there are none. Raises FileError for a file with faults."""
    found = configuration_of(folder)
    if found is None:
        return {}
    if found.diagnostics:
        first = found.diagnostics[0]
        raise FileError(f"{first.span}: {first.message}", first.hint)
    return found.value


@lru_cache(maxsize=64)
def _read(file: Path, changed: int, size: int) -> Configuration | None:
    """The settings of a file as it was changed last; ``None`` for a project that has none."""
    at = TOOL if file.name == PROJECT else ()
    faults = check_files([file], file.parent, "workspace")
    try:
        text, further = (None, []) if faults else read_text(file)
    except FileError:
        if at:  # most of these files belong to other projects
            return None
        raise
    faults += further
    if text is None:
        return None if at else Configuration(places=Places(file, "", at), diagnostics=tuple(faults))
    if at and ".".join(at) not in text:
        return None
    places = Places(file, text, at)
    try:
        value: Any = read_toml(text)
    except TomlError as fault:
        return Configuration(places=places, diagnostics=(_syntax(str(fault), file, text),))
    for key in at:
        value = value.get(key) if isinstance(value, dict) else None
    if value is None:
        return None
    faults += settings_faults(value, places)
    return Configuration({} if faults else value, places, tuple(faults))


def _syntax(words: str, file: Path, text: str) -> Diagnostic:
    found = _AT.search(words)
    line, column = (int(found[1]), int(found[2])) if found else (max(1, len(text.splitlines())), 1)
    message = f"this is not TOML: {_AT.sub('', words).replace('(at end of document)', '').strip()}"
    return Diagnostic("toml-syntax", Severity.ERROR, message, None, Span(file, line, column))

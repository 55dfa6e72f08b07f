"""The lines of ``.connectorsmith/lint.yaml`` moved into the settings of the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from connectorsmith.errors import FileError
from connectorsmith.lint.package_suppressions import LintFile, PackageSuppression
from connectorsmith.source.read_files import read_bytes
from connectorsmith.source.toml import TomlError, read_toml
from connectorsmith.workspace.configuration import NAME, PROJECT, TOOL, configuration_of
from connectorsmith.workspace.file_changes import FileChange, with_line_ends_of
from connectorsmith.workspace.settings_faults import toml

_TABLE: Final = ("lint", "packages")
_KEYS: Final = ("connector", "rule", "pointer", "reason")


def plan_move(read: LintFile) -> list[FileChange]:
    """The changes that move the lines of a file that was read without faults; its comments go with them.

    The lines are added to the file that has settings already, or to a new connectorsmith.toml. Raises FileError if the
    table cannot be added to that file as it is.
    """
    found = configuration_of(read.folder)
    file = read.folder / NAME if found is None or found.file is None else found.file
    old = read_bytes(file) if file.is_file() else None
    before = "" if old is None else old.decode("utf-8-sig").replace("\r\n", "\n")
    prefix = TOOL if file.name == PROJECT else ()
    added = "\n".join([*_comments(read.file), *_lines(read.suppressions, (*prefix, *_TABLE))])
    text = f"{before.rstrip()}\n\n{added}" if before.strip() else added
    there = _packages(before, prefix) or []
    if _packages(text, prefix) != [*there, *map(_entry, read.suppressions)]:
        raise FileError(
            f"cannot add a table to {file}",
            "make lint a table of its own, which begins with the line [lint], and run this again",
        )
    new = text.encode() if old is None else with_line_ends_of(old, text)
    return [FileChange(file, old, new), FileChange(read.file, read_bytes(read.file), None)]


def _lines(suppressions: Iterable[PackageSuppression], table: Iterable[str]) -> Iterator[str]:
    header = f"[[{'.'.join(table)}]]"
    for one in suppressions:
        yield header
        yield from (f"{key} = {toml(value)}" for key, value in _entry(one).items())
        yield ""


def _entry(one: PackageSuppression) -> dict[str, str]:
    values = {key: getattr(one, key) for key in _KEYS}
    return {key: value for key, value in values.items() if value or key != "pointer"}


def _comments(file: Path) -> Iterator[str]:
    lines = read_bytes(file).decode("utf-8-sig").splitlines()
    yield from (line.strip() for line in lines if line.lstrip().startswith("#"))


def _packages(text: str, prefix: tuple[str, ...]) -> list[Any] | None:
    """The packages that settings list; ``None`` if the text is not TOML."""
    try:
        value: Any = read_toml(text)
    except TomlError:
        return None
    for key in (*prefix, *_TABLE):
        value = value.get(key, {})
    return value or []

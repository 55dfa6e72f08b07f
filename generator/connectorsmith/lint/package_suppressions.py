"""Findings in packages that are left out, each with its reason: ``[[lint.packages]]`` of the settings of a workspace.

A spec says it beside the thing, and nothing of ours is written into a package. ``.connectorsmith/lint.yaml`` is the
older place of these lines.
"""

from __future__ import annotations

import os
import posixpath
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, Span
from connectorsmith.source.document import Document, place
from connectorsmith.source.links import check_files, real
from connectorsmith.source.read_files import read_text
from connectorsmith.workspace.configuration import configuration_of

NAME: Final = Path(".connectorsmith") / "lint.yaml"
_WILD: Final = frozenset("*?[")
"""What makes the name of a folder a pattern."""
_TEXT = {"type": "string", "pattern": r"[^\t\n\r ]"}
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["ignore"],
    "additionalProperties": False,
    "properties": {
        "ignore": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["connector", "rule", "reason"],
                "additionalProperties": False,
                "properties": {"connector": _TEXT, "rule": _TEXT, "pointer": {"type": "string"}, "reason": _TEXT},
            },
        }
    },
}
_ROOT: Final = Pointer("lint")


class PackageSuppression(Struct, frozen=True):
    """A line of the file: a rule that is not to be reported for some packages, all over or at and below a pointer."""

    number: int
    connector: str
    rule: str
    pointer: str
    reason: str
    span: Span

    @property
    def place(self) -> str:
        """The pointer without a slash at its end; it covers itself and what lies below it."""
        return self.pointer.rstrip("/")


class LintFile(Struct, frozen=True, dict=True):
    """The file, as it was read: where it is, those of its lines that are sound, and what is wrong with the others."""

    file: Path
    suppressions: tuple[PackageSuppression, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_old(self) -> bool:
        """Whether this is ``.connectorsmith/lint.yaml``."""
        return self.file.suffix == NAME.suffix

    @property
    def folder(self) -> Path:
        """The folder that the paths in the file are relative to."""
        return self.file.parents[1] if self.is_old else self.file.parent

    def of(self, package: Path) -> tuple[PackageSuppression, ...]:
        """The suppressions for a package, whose path matches the path or pattern that they name."""
        name = real(package).relative_to(self.folder).as_posix()
        fitting = [one for one in self._patterns if name == one.connector or fnmatchcase(name, one.connector)]
        return (*self._by_folder.get(name, ()), *fitting)

    @cached_property
    def _patterns(self) -> list[PackageSuppression]:
        """The lines with a pattern for folders."""
        return [one for one in self.suppressions if _WILD.intersection(one.connector)]

    @cached_property
    def _by_folder(self) -> dict[str, list[PackageSuppression]]:
        """The lines for one folder each, by its path."""
        found: dict[str, list[PackageSuppression]] = {}
        for one in self.suppressions:
            if not _WILD.intersection(one.connector):
                found.setdefault(one.connector, []).append(one)
        return found

    def astray(self, suppression: PackageSuppression) -> Diagnostic | None:
        """The diagnostic for a suppression whose folder is missing or holds no package."""
        folder = self.folder / suppression.connector
        if _WILD.intersection(suppression.connector) and not folder.is_dir():
            return None
        if not folder.is_dir() or not real(folder).is_relative_to(self.folder):
            message = f"there is no folder {suppression.connector}"
            hint = "write its path from the root of the workspace, or remove this entry"
        elif not any(folder.glob("*.json")):
            message = f"there is no package in {suppression.connector}"
            hint = f"name one, or write {posixpath.join(suppression.connector, '*')} for all that are below it"
        else:
            return None
        return Diagnostic("unused-suppression", Severity.WARNING, message, None, suppression.span, hint)


def find_lint_files(starts: Iterable[Path]) -> list[Path | None]:
    """For each folder the nearest file upwards that leaves findings out; a folder above several is looked at once."""
    known: dict[Path, Path | None] = {}
    return [_nearest(real(start), known) for start in starts]


def _nearest(start: Path, known: dict[Path, Path | None]) -> Path | None:
    """The nearest file upwards from a folder, which ``known`` has for folders that were looked at before."""
    found, passed = None, []
    for folder in (start, *start.parents):
        found = known[folder] if folder in known else _lint_file_in(folder)
        passed.append(folder)
        if found is not None or folder in known:
            break
    known.update(dict.fromkeys(passed, found))
    return found


def _lint_file_in(folder: Path) -> Path | None:
    """The file in a folder itself; the settings come first."""
    settings = configuration_of(folder)
    if settings is not None and (settings.diagnostics or settings.table("lint").get("packages")):
        return settings.file
    return old_lint_file(folder)


def old_lint_file(folder: Path) -> Path | None:
    """The file ``.connectorsmith/lint.yaml`` in a folder, if it is there."""
    file = folder / NAME
    return file if os.path.lexists(file) and not file.is_dir() else None


def _read_settings(file: Path) -> LintFile:
    """The lines of the settings; an older file beside them is not read, which is a fault of it."""
    settings = configuration_of(file.parent)
    if settings is None or settings.places is None:
        return LintFile(file)
    places = settings.places
    listed = enumerate(settings.table("lint").get("packages", ()))
    old = old_lint_file(file.parent)
    faults = settings.diagnostics if old is None else (*settings.diagnostics, _not_read(old, file))
    return LintFile(file, tuple(_suppression(one, number, places.span(("lint", "packages", number, "rule")))
                                for number, one in listed), faults)  # fmt: skip


def _not_read(old: Path, file: Path) -> Diagnostic:
    message = f"this file is not read, because {file.name} lists packages as well"
    hint = "move its lines there: connectorsmith lint --move-settings"
    return Diagnostic("configuration-not-valid", Severity.ERROR, message, None, Span(old, 1, 1), hint)


def read_lint_file(file: Path) -> LintFile:
    """Read the file; faults are returned, each at its place, and spoil no line but their own.

    Raises FileError if it cannot be opened.
    """
    if file.suffix != NAME.suffix:
        return _read_settings(file)
    from connectorsmith.source.yaml.read import read_yaml  # few packages have the file

    outside = check_files([file], file.parents[1], "workspace")
    text, faults = (None, outside) if outside else read_text(file)
    document = Document(file)
    if text is not None:
        document, further = read_yaml(text, file)
        faults += further
    starts = [document.span(_ROOT / "ignore" / number) for number in range(len(_lines(document)))]
    spoilt = {_line_of(one, starts) for one in faults}
    if document.value is not None:
        faults += (one for one in _form_faults(document.value) if _line_of(one, starts) not in spoilt)
    placed = tuple(place(one, {str(_ROOT.key): document}) for one in faults)
    spoilt |= {_line_of(one, starts) for one in faults}
    return LintFile(file, tuple(_waivers(document, spoilt)), placed)


def _form_faults(value: Any) -> list[Diagnostic]:
    """The faults in the form of the file's value."""
    from connectorsmith.source.schema_faults import schema_faults  # few workspaces have the file

    return schema_faults(value, _SCHEMA, _ROOT)


def _lines(document: Document) -> list[Any]:
    listed = document.value.get("ignore") if isinstance(document.value, dict) else None
    return listed if isinstance(listed, list) else []


def _line_of(fault: Diagnostic, starts: Sequence[Span]) -> int | None:
    """The number of the line that a fault is in, if it is in one: by its pointer, or by where it is in the text."""
    if fault.at is not None:
        number = (*fault.at.keys, None, None)[1]
        return number if isinstance(number, int) else None
    before = 0 if fault.span is None else bisect_right(starts, fault.span)
    return before - 1 if before else None


def _waivers(document: Document, spoilt: Container[int | None]) -> Iterator[PackageSuppression]:
    for number, one in enumerate(_lines(document)):
        if number not in spoilt:
            yield _suppression(one, number, document.span(_ROOT / "ignore" / number / "rule"))


def _suppression(one: Mapping[str, str], number: int, span: Span) -> PackageSuppression:
    connector = posixpath.normpath(one["connector"])
    return PackageSuppression(number, connector, one["rule"], one.get("pointer", ""), one["reason"], span)


def unused(suppression: PackageSuppression) -> Diagnostic:
    """The diagnostic for a suppression that covers no finding of its packages."""
    message = f"{suppression.rule} finds nothing in {suppression.connector} at {suppression.pointer or 'any place'}"
    sound = not suppression.pointer or suppression.pointer.startswith("/")
    hint = "remove this entry" if sound else "a pointer begins with a slash: /paths/~1orders/get"
    return Diagnostic("unused-suppression", Severity.WARNING, message, None, suppression.span, hint)

"""The workspace's file for packages, ``.connectorsmith/lint.yaml``: findings to leave out, each with its reason.

A package is not ours to write into; so what a spec says beside the thing is in one file for all packages.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Container, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, Span
from connectorsmith.source.document import Document, place
from connectorsmith.source.links import check_files, real
from connectorsmith.source.read_files import read_text

NAME: Final = Path(".connectorsmith") / "lint.yaml"
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

    def reaches(self, at: Pointer | None) -> bool:
        """Whether a place lies at or below the pointer; the pointer may be written as the findings show it."""
        pointer = self.pointer.rstrip("/")
        return not pointer or (at is not None and f"{at}/".startswith(f"{pointer}/"))


class LintFile(Struct, frozen=True):
    """The file, as it was read: where it is, those of its lines that are sound, and what is wrong with the others."""

    file: Path
    suppressions: tuple[PackageSuppression, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder that the paths in the file are relative to."""
        return self.file.parent.parent

    def of(self, package: Path) -> tuple[PackageSuppression, ...]:
        """The lines that are meant for a package: its folder's path from here is, or fits, what they name."""
        name = real(package).relative_to(self.folder).as_posix()
        return tuple(one for one in self.suppressions if name == one.connector or fnmatchcase(name, one.connector))

    def astray(self, suppression: PackageSuppression) -> Diagnostic | None:
        """The diagnostic for a suppression whose folder is missing or holds no package."""
        folder = self.folder / suppression.connector
        if re.search(r"[*?[]", suppression.connector) and not folder.is_dir():
            return None
        if not folder.is_dir() or not real(folder).is_relative_to(self.folder):
            message = f"there is no folder {suppression.connector}"
            hint = "write its path from the folder that .connectorsmith is in, or remove this line"
        elif not any(folder.glob("*.json")):
            message = f"there is no package in {suppression.connector}"
            hint = f"name one, or write {posixpath.join(suppression.connector, '*')} for all that are below it"
        else:
            return None
        return Diagnostic("unused-suppression", Severity.WARNING, message, None, suppression.span, hint)


def find_lint_file(start: Path) -> Path | None:
    """The nearest such file upwards from a folder."""
    here = real(start)
    files = (folder / NAME for folder in (here, *here.parents))
    return next((file for file in files if os.path.lexists(file) and not file.is_dir()), None)


def read_lint_file(file: Path) -> LintFile:
    """Read the file; faults are returned, each at its place, and spoil no line but their own.

    Raises FileError if it cannot be opened.
    """
    from connectorsmith.source.yaml.read import read_yaml  # few packages have the file

    outside = check_files([file], file.parents[1], "workspace")
    text, faults = (None, outside) if outside else read_text(file)
    document = Document(file)
    if text is not None:
        document, further = read_yaml(text, file)
        faults += further
    spoilt = {_line_of(one, document) for one in faults}
    if document.value is not None:
        faults += (one for one in _form_faults(document.value) if _line_of(one, document) not in spoilt)
    placed = tuple(place(one, {str(_ROOT.key): document}) for one in faults)
    spoilt |= {_line_of(one, document) for one in faults}
    return LintFile(file, tuple(_waivers(document, spoilt)), placed)


def _form_faults(value: Any) -> list[Diagnostic]:
    """What is wrong with the form of the file's value."""
    import jsonschema_rs  # the yes takes half the time to import that jsonschema takes, which only explains a no

    if jsonschema_rs.is_valid(_SCHEMA, value):
        return []
    from connectorsmith.source.schema_faults import schema_faults

    return schema_faults(value, _SCHEMA, _ROOT)


def _lines(document: Document) -> list[Any]:
    listed = document.value.get("ignore") if isinstance(document.value, dict) else None
    return listed if isinstance(listed, list) else []


def _line_of(fault: Diagnostic, document: Document) -> int | None:
    """The number of the line that a fault is in, if it is in one: by its pointer, or by where it is in the text."""
    if fault.at is not None:
        number = (*fault.at.keys, None, None)[1]
        return number if isinstance(number, int) else None
    starts = [document.span(_ROOT / "ignore" / number) for number in range(len(_lines(document)))]
    before = [number for number, start in enumerate(starts) if fault.span is not None and start <= fault.span]
    return before[-1] if before else None


def _waivers(document: Document, spoilt: Container[int | None]) -> Iterator[PackageSuppression]:
    for number, one in enumerate(_lines(document)):
        if number not in spoilt:
            span = document.span(_ROOT / "ignore" / number / "rule")
            connector = posixpath.normpath(one["connector"])
            yield PackageSuppression(number, connector, one["rule"], one.get("pointer", ""), one["reason"], span)


def unused(suppression: PackageSuppression) -> Diagnostic:
    """The diagnostic for a suppression that covers no finding of its packages."""
    message = f"{suppression.rule} finds nothing in {suppression.connector} at {suppression.pointer or 'any place'}"
    sound = not suppression.pointer or suppression.pointer.startswith("/")
    hint = "remove this line" if sound else "a pointer begins with a slash: /paths/~1orders/get"
    return Diagnostic("unused-suppression", Severity.WARNING, message, None, suppression.span, hint)

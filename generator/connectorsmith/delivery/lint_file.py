"""The workspace's file for packages, ``.connectorsmith/lint.yaml``: findings to leave out, each with its reason.

A package is not ours to write into; so what a spec says beside the thing stands in one file for all packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, Span
from connectorsmith.diagnostics.frozen import frozen
from connectorsmith.source.document import Document, place
from connectorsmith.source.files import read_text

NAME: Final = Path(".connectorsmith") / "lint.yaml"
_TEXT = {"type": "string", "pattern": r"\S"}
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


@frozen()
class Waiver:
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


@frozen()
class LintFile:
    """The file, as it was read: the folder that paths are relative to, its lines, and what is wrong with it."""

    folder: Path
    waivers: tuple[Waiver, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def of(self, package: Path) -> tuple[Waiver, ...]:
        """The lines that are meant for a package: its folder's path from here fits their pattern."""
        path = package.resolve()
        name = path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.as_posix()
        return tuple(one for one in self.waivers if fnmatchcase(name, one.connector))

    def is_astray(self, waiver: Waiver) -> bool:
        """Whether a line is meant for one folder, which does not exist."""
        return not re.search(r"[*?[]", waiver.connector) and not (self.folder / waiver.connector).is_dir()


def find_lint_file(start: Path) -> Path | None:
    """The nearest such file upwards from a folder."""
    here = start.resolve()
    return next((folder / NAME for folder in (here, *here.parents) if (folder / NAME).is_file()), None)


def read_lint_file(file: Path) -> LintFile:
    """Read the file; faults are returned, each at its place. Raises FileError if it cannot be opened."""
    from connectorsmith.source.read_yaml import read_yaml  # few packages have the file

    text, faults = read_text(file)
    document = Document(file)
    if text is not None:
        document, further = read_yaml(text, file)
        faults += further
    if not faults:
        from connectorsmith.source.schema_faults import schema_faults  # jsonschema takes long to import

        faults = schema_faults(document.value, _SCHEMA, _ROOT)
    placed = tuple(place(one, {str(_ROOT.key): document}) for one in faults)
    return LintFile(file.parent.parent, () if placed else tuple(_waivers(document)), placed)


def _waivers(document: Document) -> Iterator[Waiver]:
    for number, one in enumerate(document.value["ignore"]):
        span = document.span(_ROOT / "ignore" / number / "rule")
        yield Waiver(number, one["connector"], one["rule"], one.get("pointer", ""), one["reason"], span)


def unused(waiver: Waiver) -> Diagnostic:
    """What is said of a line that covers no finding of the packages it is meant for."""
    message = f"{waiver.rule} finds nothing in {waiver.connector} at {waiver.pointer or 'any place'}"
    return Diagnostic("unused-suppression", Severity.WARNING, message, None, waiver.span, "remove this line")


def astray(waiver: Waiver) -> Diagnostic:
    """What is said of a line that is meant for a folder that does not exist."""
    hint = "write its path from the folder that .connectorsmith is in, or remove this line"
    return Diagnostic(
        "unused-suppression", Severity.WARNING, f"there is no folder {waiver.connector}", None, waiver.span, hint
    )

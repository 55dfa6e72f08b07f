"""Spec files to their canonical text, on disk: planned together, so that all are written or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from connectorsmith.diagnostics import SPEC, Diagnostic
from connectorsmith.language.format import format_document
from connectorsmith.language.secrets import find_secrets
from connectorsmith.source.document import place
from connectorsmith.source.links import real
from connectorsmith.source.read_files import read_spec
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.homes import behind_links, check_spec_files
from connectorsmith.workspace.unified_diff import unified_diff


def plan_format(files: Iterable[Path]) -> tuple[list[FileChange], list[Diagnostic]]:
    """Format files, and report the faults of those that cannot be formatted.

    A file that is named twice is formatted once. Raises FileError if a file cannot be read, ToolError if its new text
    would not say the same.
    """
    planned: dict[Path, FileChange] = {}
    found: list[Diagnostic] = []
    for file in files:
        end = real(file)  # a link is kept, and its target is formatted
        if end in planned:
            continue
        outside = check_spec_files([file])
        if outside:
            found += outside
            continue
        shown = behind_links(file)
        old, new, faults = _format(shown)
        planned[end] = FileChange(shown, old, new)
        found += faults
    return list(planned.values()), found


def unformatted(change: FileChange, name: str) -> Iterator[str]:
    """The lines of the unified diff of a change, without their line ends, though those may be all that differs."""
    old, new = ((content or b"").decode("utf-8").splitlines(keepends=True) for content in (change.old, change.new))
    for line in unified_diff(old, new, name, f"{name} (formatted)"):
        yield line.rstrip("\r\n")


def _format(file: Path) -> tuple[bytes, bytes, list[Diagnostic]]:
    """The bytes of a file, those it is to have (the same if it cannot be formatted), and its faults."""
    text, faults = read_spec(file)
    if text is None:
        return b"", b"", faults
    formatted, document, faults = format_document(text, file)
    if formatted is not None and formatted != text:  # the difference is going to be shown, and a secret must not be
        faults = [place(secret, {"spec": document}) for secret in find_secrets(document.value, SPEC)]
    old = text.encode("utf-8")
    return old, old if faults or formatted is None else formatted.encode("utf-8"), faults

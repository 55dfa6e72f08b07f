"""Files that are not read: those outside of the folder that everything has to be in, and pipes, devices and the like.

A workspace or a package from elsewhere could otherwise have private files of the reader copied into what is published,
or files elsewhere overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.errors import FileError
from connectorsmith.source.read_files import odd_kind

RULE: Final = "link-leads-outside"
NOT_A_FILE: Final = "not-a-file"


def real(path: Path) -> Path:
    """A path without links; of a link that leads in a circle, the path up to it. Never raises, unlike ``resolve``."""
    return Path(os.path.realpath(path))


def leads_outside(file: Path, home: Path) -> bool:
    """Whether a file, all links on the way to it followed, is outside of a folder; a link in a circle is inside."""
    if file.parent == home and file.name != ".." and not file.is_symlink():  # as nearly all are
        return False
    return not real(file).is_relative_to(real(home))


def refuse_linked_folders(file: Path, top: Path) -> None:
    """Raise FileError if a folder between ``top`` and a file below it is a link: files elsewhere would change."""
    for folder in file.parents[: len(file.parts) - len(top.parts) - 1]:
        if folder.is_symlink():
            message = f"cannot write {file}: {folder} is a link to another folder"
            raise FileError(message, "put a folder in the place of the link, or name the other folder itself")


def refuse_link_out(file: Path, home: Path) -> None:
    """Raise FileError for a file or folder that is to be written, and is reached by a link out of ``home``."""
    if leads_outside(file, home):
        message = f"cannot write {file}: it is reached by a link that leads out of {home}"
        raise FileError(message, "put the file or folder itself in the place of the link")


def check_files(files: Iterable[Path], home: Path, kind: str) -> list[Diagnostic]:
    """A fault for each path that is not a file, or lies outside of ``home``, which messages call ``kind``."""
    found = (_outside(file, kind) if leads_outside(file, home) else not_a_file(file) for file in files)
    return [fault for fault in found if fault is not None]


def not_a_file(file: Path) -> Diagnostic | None:
    """A fault for a path that leads to a pipe, a device or nothing: reading it might never end."""
    kind = odd_kind(file)
    return None if kind is None else _not_read(NOT_A_FILE, file, f"is {kind}", "put a file in its place")


def _outside(file: Path, kind: str) -> Diagnostic:
    reason = f"is reached by a link that leads out of the {kind}"
    return _not_read(RULE, file, reason, "put a copy of the file in the place of the link")


def _not_read(rule: str, file: Path, reason: str, hint: str) -> Diagnostic:
    message = f"{file.name} {reason}, so it is not read"
    return Diagnostic(rule, Severity.ERROR, message, span=Span(file, 1, 1), hint=hint)

"""Links that lead out of the folder that everything has to be in: what they lead to is neither read nor changed.

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

RULE: Final = "link-leads-outside"


def real(path: Path) -> Path:
    """A path without links; of a link that leads in a circle, the path up to it. Never raises, unlike ``resolve``."""
    return Path(os.path.realpath(path))


def leads_outside(file: Path, home: Path) -> bool:
    """Whether a file, all links on the way to it followed, is outside of a folder; a link in a circle is inside."""
    return not real(file).is_relative_to(real(home))


def refuse_linked_folders(file: Path, top: Path) -> None:
    """Raise FileError if a folder between ``top`` and a file below it is a link: files elsewhere would change."""
    for folder in file.relative_to(top).parents:
        if folder != Path() and (top / folder).is_symlink():
            message = f"cannot write {file}: {top / folder} is a link to another folder"
            raise FileError(message, "put a folder in the place of the link, or name the other folder itself")


def refuse_link_out(file: Path, home: Path) -> None:
    """Raise FileError for a file or folder that is to be written, and is reached by a link out of ``home``."""
    if leads_outside(file, home):
        message = f"cannot write {file}: it is reached by a link that leads out of {home}"
        raise FileError(message, "put the file or folder itself in the place of the link")


def check_links(files: Iterable[Path], home: Path, kind: str) -> list[Diagnostic]:
    """A fault for each file outside of a folder, which is called the workspace, the package or the like."""
    return [
        Diagnostic(
            RULE,
            Severity.ERROR,
            f"{file.name} is reached by a link that leads out of the {kind}, so it is not read",
            span=Span(file, 1, 1),
            hint="put a copy of the file in the place of the link",
        )
        for file in files
        if leads_outside(file, home)
    ]

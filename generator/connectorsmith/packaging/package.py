"""A connector packed for whoever takes it on: a folder for paconn, an archive, a certification folder, a solution."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.emitters import render
from connectorsmith.model import Connector
from connectorsmith.packaging.certification import FILES as CERTIFICATION_FILES
from connectorsmith.packaging.certification import certification_copy, check_certification
from connectorsmith.packaging.solution import solution_files
from connectorsmith.packaging.upload_files import FILES, ICON, check_upload, upload_copy
from connectorsmith.packaging.zip_archive import archive
from connectorsmith.workspace.file_changes import FileChange, changes

FOLDER: Final = "folder"
ZIP: Final = "zip"
CERTIFICATION: Final = "certification"
SOLUTION: Final = "solution"
KINDS: Final = (FOLDER, ZIP, CERTIFICATION, SOLUTION)


class Packed(Struct, frozen=True):
    """What a package is: what is wrong with it, and, if nothing is, what has to be written."""

    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[FileChange, ...] = ()


def plan_package(connector: Connector, kind: str, out: Path, environment: str | None = None) -> Packed:
    """Pack a connector below a folder, as ``<id>``, ``<id>.zip``, ``<id>-certification`` or ``<id>-solution.zip``.

    The name of an environment follows the id. Raises FileError if a folder cannot be read.
    """
    name = connector.id if environment is None else f"{connector.id}-{environment}"
    files = render(connector)
    if kind == CERTIFICATION:
        copy = certification_copy(files)
        folder = out / f"{name}-certification"
        said = [fault for fault in check_upload(upload_copy(files), folder) if not _is_of_icon(fault)]
        return _packed([*said, *check_certification(copy, folder)], folder, copy, CERTIFICATION_FILES)
    copy = upload_copy(files)
    if kind == FOLDER:
        return _packed(check_upload(copy, out / name), out / name, copy, FILES)
    file, inside = f"{name}.zip", copy
    said = check_upload(copy, out / file)
    if kind == SOLUTION and not said:
        file, inside = f"{name}-solution.zip", solution_files(connector.id, copy)
    return _packed(said, out, {file: archive(inside)}, ())


def _is_of_icon(fault: Diagnostic) -> bool:
    """Whether a fault is of the icon, which certification looks at with the same and further questions."""
    return fault.span is not None and fault.span.file.name == ICON


def _packed(said: list[Diagnostic], folder: Path, files: Mapping[str, bytes], owned: tuple[str, ...]) -> Packed:
    return Packed(tuple(said), () if said else tuple(changes(folder, files, owned)))

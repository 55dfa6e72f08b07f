"""A connector packed: a folder for paconn, an archive, a certification folder, a solution, or a submission."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.emitters import render
from connectorsmith.model import Connector
from connectorsmith.model.files import README
from connectorsmith.packaging.certification import FILES as CERTIFICATION_FILES
from connectorsmith.packaging.certification import certification_copy
from connectorsmith.packaging.solution import solution_files
from connectorsmith.packaging.submission import check_submission, submission
from connectorsmith.packaging.upload_files import FILES, upload_copy
from connectorsmith.packaging.zip_archive import archive
from connectorsmith.workspace.build import check_script
from connectorsmith.workspace.file_changes import FileChange, changes

FOLDER: Final = "folder"
ZIP: Final = "zip"
CERTIFICATION: Final = "certification"
SOLUTION: Final = "solution"
SUBMISSION: Final = "submission"
KINDS: Final = (FOLDER, ZIP, CERTIFICATION, SOLUTION, SUBMISSION)
CERTIFIED_KINDS: Final = (CERTIFICATION, SUBMISSION)
"""Kinds that go to Microsoft's certification."""


class PackagePlan(Struct, frozen=True):
    """A planned package: its faults, or the files to write if it has none."""

    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[FileChange, ...] = ()


def plan_package(
    connector: Connector, kind: str, out: Path, environment: str | None = None, flow: bytes = b""
) -> PackagePlan:
    """Pack a connector below a folder, as ``<id>``, or with what the kind adds: ``<id>-certification`` and so on.

    The name of an environment follows the id. ``flow`` is the exported solution with flows that a submission needs.
    Raises FileError if a folder cannot be read.
    """
    name = connector.id if environment is None else f"{connector.id}-{environment}"
    files = render(connector)
    faults = check_script(connector, files)
    if faults:
        return PackagePlan(tuple(faults))
    if kind == CERTIFICATION:
        return _packed(out / f"{name}-certification", certification_copy(files), CERTIFICATION_FILES)
    copy = upload_copy(files)
    if kind == FOLDER:
        return _packed(out / name, copy, FILES)
    if kind in (SOLUTION, SUBMISSION):
        solution = archive(solution_files(connector.id, copy, environment))
        if kind == SOLUTION:
            return _packed(out, {f"{name}-solution.zip": solution}, ())
        content = submission(solution, flow, files[README])
        refused = tuple(check_submission(content, f"{name}-submission.zip"))
        return PackagePlan(refused) if refused else _packed(out, {f"{name}-submission.zip": content}, ())
    return _packed(out, {f"{name}.zip": archive(copy)}, ())


def _packed(folder: Path, files: Mapping[str, bytes], owned: tuple[str, ...]) -> PackagePlan:
    return PackagePlan((), tuple(changes(folder, files, owned)))

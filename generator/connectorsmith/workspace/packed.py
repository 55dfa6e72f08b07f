"""Packages in archives and solutions: unpacked, read, and shown as entries of what they came from."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Span
from connectorsmith.workspace.import_package import read_package
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.packages import find_package, id_of
from connectorsmith.workspace.unpack import unpack
from connectorsmith.workspace.work_folder import work_folder


def read_packed(
    path: Path, name: str | None = None, *, lenient: bool = False, partial: bool = False
) -> OpenedConnector:
    """Read the one connector in an archive or a solution, as ``read_package`` does.

    Nothing stays on disk. Raises FileError if the archive has a fault, or holds none or several connectors.
    """
    with work_folder() as folder:
        package = unpack(path, folder)
        own = id_of(path.stem) if package == folder else None  # the folder has a name made up for it
        opened = read_package(find_package(package), name or own, lenient=lenient, partial=partial)
    found = tuple(_shown(one, package, path) for one in opened.diagnostics)
    documents = {
        label: replace(document, file=_place(document.file, package, path))
        for label, document in opened.documents.items()
    }
    return replace(opened, documents=documents, diagnostics=found)


def _shown(found: Diagnostic, folder: Path, source: Path) -> Diagnostic:
    related = tuple((word, _moved(span, folder, source)) for word, span in found.related)
    return replace(found, span=found.span and _moved(found.span, folder, source), related=related)


def _moved(span: Span, folder: Path, source: Path) -> Span:
    return replace(span, file=_place(span.file, folder, source))


def _place(file: Path, folder: Path, source: Path) -> Path:
    return source / file.relative_to(folder) if file.is_relative_to(folder) else file

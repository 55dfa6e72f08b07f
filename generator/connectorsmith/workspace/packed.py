"""Packages in archives and solutions: unpacked, read, and shown as entries of what they came from."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Span
from connectorsmith.workspace.import_package import read_package
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.packages import find_package, id_of
from connectorsmith.workspace.reading import Reading
from connectorsmith.workspace.unpack import unpack
from connectorsmith.workspace.work_folder import work_folder


def read_packed(
    path: Path,
    name: str | None = None,
    *,
    lenient: bool = False,
    partial: bool = False,
    reading: Reading | None = None,
) -> OpenedConnector:
    """Read the one connector in an archive or a solution, as ``read_package`` does.

    Nothing stays on disk. ``reading`` has the archives that were read already. Raises FileError if the archive
    has a fault, or holds none or several connectors.
    """
    with work_folder() as folder:
        package = unpack(path, folder, Reading() if reading is None else reading)
        own = id_of(path.stem) if package == folder else None  # the folder has a name made up for it
        opened = read_package(find_package(package), name or own, lenient=lenient, partial=partial)
    found = tuple(shown_in(one, package, path) for one in opened.diagnostics)
    documents = {
        label: replace(document, file=moved(document.file, package, path))
        for label, document in opened.documents.items()
    }
    return replace(opened, documents=documents, diagnostics=found)


def shown_in(found: Diagnostic, folder: Path, source: Path) -> Diagnostic:
    """A diagnostic whose places in a folder are shown as those in what the folder was unpacked from."""
    related = tuple((word, _span_in(span, folder, source)) for word, span in found.related)
    return replace(found, span=found.span and _span_in(found.span, folder, source), related=related)


def _span_in(span: Span, folder: Path, source: Path) -> Span:
    return replace(span, file=moved(span.file, folder, source))


def moved(file: Path, folder: Path, source: Path) -> Path:
    """The path of a file in what its folder was unpacked from; a file outside the folder keeps its own."""
    return source / file.relative_to(folder) if file.is_relative_to(folder) else file

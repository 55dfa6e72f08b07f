"""An API description in an archive, with the files beside it that its references lead to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec.structs import replace

from connectorsmith.importers.solution import is_solution
from connectorsmith.workspace.description_files import Described, read_description
from connectorsmith.workspace.find_description import description_among
from connectorsmith.workspace.packed import moved, shown_in
from connectorsmith.workspace.reading import Reading
from connectorsmith.workspace.unpack import archive_files, write_files
from connectorsmith.workspace.work_folder import work_folder

_ENDINGS: Final = (".swagger.json", "_openapidefinition.json")
"""How definitions of connectors end, in packages and in solutions."""
_OUTSIDE: Final = "the file is outside of the archive, where nothing is read"


def read_packed_description(path: Path, reading: Reading) -> Described | None:
    """The one API description in an archive; ``None`` if it holds a connector, or nothing of this kind.

    Nothing stays on disk. ``reading`` keeps the files of the archive. Raises ContentError if the archive has a
    fault, or holds several descriptions.
    """
    files = archive_files(path, reading)
    if is_solution(files) or any(map(_is_definition, files)):
        return None
    name = description_among(sorted(files), path, files.__getitem__)
    if name is None:
        return None
    with work_folder() as folder:
        write_files(path, files, folder)
        found = read_description(folder / name, folder)
    documents = {
        key: replace(document, file=moved(document.file, folder, path)) for key, document in found.documents.items()
    }
    unread = found.unread | {name: _OUTSIDE for name in found.unread if name.startswith("..")}
    return replace(
        found,
        unread=unread,
        documents=documents,
        diagnostics=tuple(shown_in(one, folder, path) for one in found.diagnostics),
    )


def _is_definition(file: str) -> bool:
    name = file.rpartition("/")[2].lower()
    return name.endswith(_ENDINGS) or (name.startswith("apidefin") and name.endswith(".json"))

"""An API description in an archive, with the files beside it that its references lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from connectorsmith.errors import ContentError
from connectorsmith.importers.solution import is_solution
from connectorsmith.workspace.import_openapi import Described, read_description
from connectorsmith.workspace.packed import moved, shown_in
from connectorsmith.workspace.unpack import archive_files, write_files
from connectorsmith.workspace.work_folder import work_folder

_FILE: Final = re.compile(r"(?i).*\.(?:ya?ml|json)")
_PACKAGE: Final = re.compile(r"(?i)(?:.*/)?(?:.*\.swagger\.json|apidefin\w*\.json|.*_openapidefinition\.json)")
_DESCRIPTION: Final = re.compile(rb"(?m)^[\s{]{0,40}[\"']?openapi[\"']?\s{0,9}:|\"_postman_id\"|getpostman\.com")
"""What a description of OpenAPI 3 or a Postman collection has near its beginning."""
_MOST_LOOKED_AT: Final = 4096


def read_packed_description(path: Path) -> Described | None:
    """The one API description in an archive; ``None`` if it holds a connector, or nothing of this kind.

    Nothing stays on disk. Raises ContentError if the archive has a fault, or holds several descriptions.
    """
    files = archive_files(path)
    if is_solution(files) or any(map(_PACKAGE.fullmatch, files)):
        return None
    name = _description_in(path, files)
    if name is None:
        return None
    with work_folder() as folder:
        write_files(path, files, folder)
        found = read_description(folder / name)
    documents = {
        key: replace(document, file=moved(document.file, folder, path)) for key, document in found.documents.items()
    }
    return replace(
        found, documents=documents, diagnostics=tuple(shown_in(one, folder, path) for one in found.diagnostics)
    )


def _description_in(path: Path, files: Mapping[str, bytes]) -> str | None:
    """The name of the one description. Raises ContentError if there are several."""
    found = [
        name
        for name, data in sorted(files.items())
        if _FILE.fullmatch(name) and _DESCRIPTION.search(data[:_MOST_LOOKED_AT])
    ]
    if len(found) > 1:
        raise ContentError(f"{path} holds {' and '.join(found[:3])}", "unpack it, and name the one that is meant")
    return found[0] if found else None

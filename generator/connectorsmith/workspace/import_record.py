"""The origin of an imported spec: its key ``source``, and the converted package in a file beside it.

An update compares that package with the one of the new description, and with the one that the author has made of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import UNSET, Struct, UnsetType, ValidationError, convert

from connectorsmith.errors import FileError
from connectorsmith.model import Connector, Json
from connectorsmith.source.document import Document
from connectorsmith.source.json.depth import is_deep
from connectorsmith.source.json.faults import MAXIMUM_DEPTH
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.import_package import package_values

SOURCE: Final = "source"
_DIGEST: Final = "digest"
_RESTORE: Final = "restore it from the history of the repository"


class Imported(Struct, frozen=True):
    """The record for the next import: the entry ``source`` of the spec, and the values of the package.

    ``notes`` are lines of comments for the end of the spec.
    """

    source: dict[str, Json]
    values: dict[str, Json]
    notes: tuple[str, ...] = ()

    def text(self) -> bytes:
        """The content of the file beside the spec."""
        value = {_DIGEST: self.source[_DIGEST]} | self.values
        return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


class _Definition(Struct):
    """The parts of a definition that a merge relies on; other keys may hold anything."""

    paths: dict[str, Json] = {}
    definitions: dict[str, Json] = {}


class _Properties(Struct):
    properties: dict[str, Json]


class _Package(Struct, rename={"definition": "apiDefinition", "properties": "apiProperties"}):
    """The files of a package in a record; a merge conflict or an edit may have left something else there."""

    definition: _Definition
    properties: _Properties | UnsetType = UNSET  # a definition may be imported without them


def imported(
    connector: Connector, documents: Mapping[str, Document], chosen: Mapping[str, Any], notes: tuple[str, ...] = ()
) -> Imported:
    """Make the record of an import: the documents of its source, and the options that chose parts of them."""
    first = next(iter(documents.values())).file.name
    digest = hashlib.sha256()
    for name in sorted(documents):
        digest.update(f"{name}\0{documents[name].text}\0".encode())
    source: dict[str, Json] = {"file": first} if first != "stdin" else {}
    source |= {_DIGEST: f"sha256:{digest.hexdigest()}"} | {key: value for key, value in chosen.items() if value}
    return Imported(source, package_values(connector), notes)


def read_imported(file: Path, source: Any) -> dict[str, Json]:
    """The values of the package that a spec was imported as, from the file of its record.

    ``source`` is what the spec says of it. Raises FileError if the file is not there, holds no package, or belongs to
    another import.
    """
    again = "import the old description with --force once, and then the new one with --update"
    if not isinstance(source, dict) or not file.is_file():
        raise FileError(
            f"{file.parent} does not say what it was imported from: {SOURCE} or {file.name} is missing", again
        )
    try:
        value = json.loads(read_bytes(file))
    except (ValueError, RecursionError) as fault:
        raise FileError(f"{file} is not JSON", _RESTORE) from fault
    if is_deep(value, MAXIMUM_DEPTH):
        raise FileError(f"{file} is nested deeper than {MAXIMUM_DEPTH} levels", _RESTORE)
    if not isinstance(value, dict) or value.pop(_DIGEST, None) != source.get(_DIGEST):
        message = f"{file} belongs to another description than the one that the spec names under {SOURCE}"
        raise FileError(message, "restore both from the same commit")
    try:
        convert(value, _Package)
    except ValidationError as fault:
        raise FileError(f"{file} is not the record of an import", _RESTORE) from fault
    return value

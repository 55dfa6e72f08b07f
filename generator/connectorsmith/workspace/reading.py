"""The files of one import, each read and parsed once: to recognise its kind, and to make a connector of it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from connectorsmith.diagnostics import Diagnostic
from connectorsmith.source.document import Document
from connectorsmith.source.json.read import read_json
from connectorsmith.source.read_files import read_bytes


class Reading(Struct, frozen=True):
    """The bytes of files, the files in archives, and the documents of JSON files that have no faults, by file."""

    contents: dict[Path, bytes] = field(default_factory=dict)
    archives: dict[Path, dict[str, bytes]] = field(default_factory=dict)
    documents: dict[Path, Document] = field(default_factory=dict)

    def content(self, file: Path) -> bytes:
        """The bytes of a file. Raises FileError if it cannot be read."""
        if file not in self.contents:
            self.contents[file] = read_bytes(file)
        return self.contents[file]

    def json(self, file: Path, *, lenient: bool) -> tuple[Document, list[Diagnostic]]:
        """The document of a JSON file, see ``read_json``. Raises FileError if the file cannot be read.

        Each repair is a fault, so a document without faults is the same with ``lenient`` and without.
        """
        if file in self.documents:
            return self.documents[file], []
        document, faults = read_json(self.content(file), file, lenient=lenient)
        if not faults:
            self.documents[file] = document
        return document, faults

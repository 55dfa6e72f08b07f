"""The files of an API description: the one that is imported, and those that its references lead to.

Nothing is read outside of one folder, which is that of the description unless the user names another one around it: a
description from elsewhere could otherwise have private files copied into a spec.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct, field

from connectorsmith.diagnostics import Diagnostic, Severity, Span, has_errors
from connectorsmith.diagnostics.shell_words import quoted
from connectorsmith.errors import FileError
from connectorsmith.importers.openapi3.references import names_file, other_file
from connectorsmith.source.document import Document
from connectorsmith.source.json.read import read_json
from connectorsmith.source.links import leads_outside
from connectorsmith.source.yaml.foreign import read_foreign_yaml
from connectorsmith.workspace.reading import Reading
from connectorsmith.workspace.recognise import recognise_text

YAML: Final = (".yaml", ".yml")
_LOOKED_AT: Final = 4096
_MOST_FILES: Final = 500
"""Files of one API; the largest published one has about 300."""


class Described(Struct, frozen=True):
    """An API description: its documents by the paths of references, and what is wrong with the first one.

    The first document has the name ``""``; ``name`` is its path from the folder that the other paths start from.
    ``unread`` says why files that references name were not read, by their paths.
    """

    documents: dict[str, Document]
    diagnostics: tuple[Diagnostic, ...] = ()
    name: str = ""
    unread: dict[str, str] = field(default_factory=dict)

    @property
    def value(self) -> Any:
        """The value of the first document."""
        return self.documents[""].value


def read_description(file: Path, folder: Path | None = None, reading: Reading | None = None) -> Described:
    """Read a description and the files that its references lead to; see ``described``."""
    reading = Reading() if reading is None else reading
    return described(reading.content(file), file, folder, reading)


def described(content: bytes, file: Path, folder: Path | None = None, reading: Reading | None = None) -> Described:
    """Read the bytes of a description; ``file`` says where its references start from.

    Files are read inside ``folder``, the one of the description by default, unless ``reading`` holds them already. The
    conversion reports references to other files, to the network, and to files that cannot be read. Raises FileError if
    the description cannot be opened, is not inside ``folder``, or leads to too many files.
    """
    home = file.parent if folder is None else folder
    reading = Reading() if reading is None else reading
    name = _path_from(home, file)
    documents: dict[str, Document] = {}
    documents[""], faults = _document(content, file, reading)
    diagnostics = list(faults)
    unread: dict[str, str] = {}
    waiting = list(files_of(documents[""].value, name))
    while waiting:
        other = waiting.pop()
        if other == name or other in documents or other in unread:
            continue
        if len(documents) >= _MOST_FILES:
            raise FileError(f"{file} leads to more than {_MOST_FILES} files", "bundle the description into one file")
        if reason := _why_not(home, other):
            unread[other] = reason
            continue
        document, faults = _document(reading.content(home / other), home / other, reading)
        if has_errors(faults):
            unread[other] = _fault_of(faults)
            continue
        documents[other] = document
        diagnostics += faults
        waiting += files_of(document.value, other)
    return Described(documents, tuple(diagnostics), name, unread)


def _document(content: bytes, file: Path, reading: Reading) -> tuple[Document, list[Diagnostic]]:
    known = reading.documents.get(file)
    return read_document(content, file) if known is None else (known, [])


def _path_from(home: Path, file: Path) -> str:
    """The path of a file from a folder around it. Raises FileError for a file elsewhere."""
    try:
        found = Path(os.path.relpath(file, home)).as_posix()
    except ValueError:  # on another drive of Windows
        found = "../"
    if found.startswith("../"):
        raise FileError(f"{file} is not in {home}", "name a folder that holds the description")
    return found


def _why_not(home: Path, other: str) -> str | None:
    """Why a file that a reference names is not read; names that no file can have, and circles of links, are not."""
    if other.startswith(".."):
        levels = other.split("/").count("..")
        around = Path(os.path.normpath(home.joinpath(*[".."] * levels)))
        return f"the file is outside of {_shown(home)}, where nothing is read: add --within {quoted(str(around))}"
    try:
        if leads_outside(home / other, home):
            return f"the file is reached by a link that leads out of {_shown(home)}, and is not read"
        if (home / other).is_file():
            return None
        return "this is a folder" if (home / other).is_dir() else "there is no such file"
    except (OSError, ValueError):
        return "there is no such file"


def _shown(home: Path) -> str:
    return "the current folder" if home == Path() else str(home)


def _fault_of(faults: list[Diagnostic]) -> str:
    """Why a file cannot be read, with the place."""
    first = next(one for one in faults if one.severity >= Severity.ERROR)
    line = f", line {first.span.line}" if first.span is not None and first.rule != "empty-file" else ""
    return f"the file cannot be read{line}: {first.message}"


def is_json(data: bytes) -> bool:
    """Whether a file may be JSON, told by its first character."""
    return data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def read_document(data: bytes, file: Path) -> tuple[Document, list[Diagnostic]]:
    """The document of a JSON or YAML file, told by its first character."""
    if data.startswith(b"PK\x03\x04"):
        return _refused(file, "a ZIP archive", "save it, and import it by the name of its file")
    json = read_json(data, file, lenient=True) if is_json(data) else None
    if json is not None and (not has_errors(json[1]) or file.suffix.lower() == ".json"):
        return json
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read_json(data, file)
    known = recognise_text(text)
    if known is not None:
        return _refused(file, known, "import an OpenAPI or Swagger description of the API", text)
    document, faults = read_foreign_yaml(text.replace("\r\n", "\n"), file)
    if json is not None and faults and file.suffix.lower() not in YAML:
        return json
    return document, faults


def _refused(file: Path, name: str, hint: str, text: str = "") -> tuple[Document, list[Diagnostic]]:
    fault = Diagnostic("not-a-description", Severity.ERROR, f"this is {name}", span=Span(file, 1, 1), hint=hint)
    return Document(file, text=text), [fault]


def files_of(value: Any, name: str) -> Iterator[str]:
    """The files that the references of a value lead to, by their paths; ``name`` is the path of its own file."""
    for reference in references_of(value):
        path = unquote(reference.partition("#")[0])
        if path and names_file(path):
            yield other_file(name, path)


def references_of(value: Any) -> Iterator[str]:
    """The references in a value; what is repeated in memory is read once."""
    waiting, seen = [value], set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, dict | list) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, list):
            waiting += one
            continue
        if isinstance(one.get("$ref"), str):
            yield one["$ref"]
        waiting += one.values()

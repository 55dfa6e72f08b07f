"""The file of an API description, found by its content: at a path, in a folder and below it, or in an archive."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.diagnostics.shell_words import joined
from connectorsmith.errors import ContentError
from connectorsmith.source.document import Document
from connectorsmith.workspace.description_files import YAML, files_of, is_json, read_document
from connectorsmith.workspace.layout import RECORD
from connectorsmith.workspace.packages import find_properties, is_taken_along
from connectorsmith.workspace.reading import Reading
from connectorsmith.workspace.recognise import (
    MARKS,
    OPENAPI,
    OTHER,
    POSTMAN,
    SWAGGER,
    is_known,
    recognise,
    recognise_text,
)

_NAMES: Final = r"(?i).*\.(?:ya?ml|json|har|raml|wsdl|wadl|xml|graphqls?|gql|proto|apib)"
"""The names of files that may describe an API, in any of the formats that are known."""
_DEFINITIONS: Final = r"(?i).*\.swagger\.json|apidefin\w*\.json"
"""The names of definitions of connectors."""
_DESCRIPTION: Final = re.compile(
    rb"(?m)^(?:\{\s{0,9})?[\"']?(?:openapi|swagger)[\"']?\s{0,9}:|\"(?:openapi|swagger)\"\s{0,9}:"
    rb"|_postman_id\b|getpostman\.com"
)
"""Words near the beginning of a description of OpenAPI or Swagger, or of a Postman collection."""
_TO_FILE: Final = re.compile(rb"\"\$ref\"\s{0,9}:\s{0,9}\"[^\"#]")
"""A reference to another file, in JSON."""
_MOST_LOOKED_AT: Final = 4096
_MOST_FILES: Final = 2000
"""Files of a folder, with those below it, among which a description is looked for."""
_MOST_NAMED: Final = 9
_NOT_SEARCHED: Final = ("node_modules", "__pycache__", "venv")
"""Folders of other projects, which have descriptions of their own as examples; hidden ones are not searched either."""


class _Candidate(Struct, frozen=True):
    """A candidate for the description: its path from the folder, its kind, and the files that it refers to."""

    name: str
    what: str
    files: frozenset[str]


def find_description(path: Path, reading: Reading | None = None) -> Path | None:
    """The file of an API description at a path: that file, or the one in a folder or below it.

    ``None`` for a package: its definition and properties in JSON, and a folder with them. ``reading`` keeps the files
    that are read. Raises ContentError if a folder holds several descriptions.
    """
    reading = Reading() if reading is None else reading
    if path.is_dir():
        return _find_in(path, reading)
    if not path.is_file():
        return None
    if path.suffix.lower() in YAML:
        return path
    return path if not is_taken_along(path) and _is_other(path, reading) else None


def _is_other(file: Path, reading: Reading) -> bool:
    """Whether a JSON file does not belong to a package, so that it is converted, or named and refused."""
    data = reading.content(file)
    if any(mark in data for mark in MARKS) and b'"swagger"' not in data:
        return True
    if not is_json(data):
        return recognise_text(data[:_MOST_LOOKED_AT].decode("utf-8", "replace")) is not None
    value = reading.json(file, lenient=True)[0].value
    kind = recognise(value).kind if isinstance(value, dict) else ""
    if kind != SWAGGER:
        return kind in (OPENAPI, POSTMAN, OTHER)
    return value.get("swagger", "2.0") != "2.0" or _is_in_parts(file, reading)


def _is_in_parts(file: Path, reading: Reading) -> bool:
    """Whether a definition has references to other files, and no properties of a connector beside it."""
    return find_properties(file.parent) is None and _TO_FILE.search(reading.content(file)) is not None


def _find_in(folder: Path, reading: Reading) -> Path | None:
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    definitions = [name for name in names if re.fullmatch(_DEFINITIONS, name)]
    if definitions:
        lone = folder / definitions[0]
        return lone if len(definitions) == 1 and _is_in_parts(lone, reading) else None

    def read(name: str) -> bytes:
        return reading.content(folder / name)

    found = description_among(names, folder, read)
    if found is None:
        below = [name for name in islice(_below(folder), _MOST_FILES) if _may_describe(folder / name)]
        found = one_of(_candidates(below, read), folder)
    return None if found is None else folder / found


def _may_describe(file: Path) -> bool:
    """Whether a file begins like a description; of other files nothing more is read, and none that is protected."""
    if not re.fullmatch(_NAMES, file.name):
        return False
    try:
        with file.open("rb") as opened:
            return _DESCRIPTION.search(opened.read(_MOST_LOOKED_AT)) is not None
    except OSError:
        return False


def _below(folder: Path) -> Iterator[str]:
    """The paths of the files in the folders of a folder, without those of connectors; links are not followed."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in _NOT_SEARCHED)
        if Path(top) == folder:
            continue
        if any(re.fullmatch(_DEFINITIONS, name) for name in names):
            folders.clear()
            continue
        files = [Path(top, name) for name in sorted(names)]
        yield from (one.relative_to(folder).as_posix() for one in files if one.is_file() and not one.is_symlink())


def description_among(names: Iterable[str], place: Path, read: Callable[[str], bytes]) -> str | None:
    """The name of the one file that is a description, or else of the one that is known to be something else.

    ``place`` is the folder or archive that has the files, and ``read`` gives the bytes of one. Raises ContentError if
    several are descriptions and none of them leads to all others.
    """
    files = [name for name in names if re.fullmatch(_NAMES, name)]
    found = one_of(_candidates(files, read), place)
    if found is not None:
        return found
    others = [name for name in files if _is_known(read(name), Path(name))]
    return others[0] if len(others) == 1 else None


def _candidates(names: Iterable[str], read: Callable[[str], bytes]) -> list[_Candidate]:
    """The files that begin like a description; where there are several, those that are one."""
    chosen = (name for name in names if re.fullmatch(_NAMES, name) and name.rpartition("/")[2] != RECORD)
    found = [name for name in chosen if _DESCRIPTION.search(read(name)[:_MOST_LOOKED_AT])]
    if len(found) == 1:
        return [_Candidate(found[0], "", frozenset())]
    documents = [(name, read_document(read(name), Path(name))[0]) for name in found]
    described = [one for one in documents if one[1].value is None or _is_description(one[1])]
    return [
        _Candidate(name, recognise(one.value).name, frozenset(files_of(one.value, name))) for name, one in described
    ]


def _is_description(document: Document) -> bool:
    return recognise(document.value).kind in (OPENAPI, POSTMAN, SWAGGER)


def one_of(candidates: list[_Candidate], place: Path) -> str | None:
    """The one candidate, or the one that leads to all others. Raises ContentError with a command for each."""
    led_to = {name for one in candidates for name in one.files if name != one.name}
    roots = [one for one in candidates if one.name not in led_to] or candidates
    if len(roots) < 2:
        return roots[0].name if roots else None
    if not place.is_dir():
        names = ", ".join(f"{one.name} ({one.what})" for one in roots[:_MOST_NAMED])
        raise ContentError(f"{place} holds {len(roots)} descriptions: {names}", "unpack it, and import one of them")
    commands = [f"{joined(_command(one, place))} ({one.what})" for one in roots[:_MOST_NAMED]]
    commands += ["…"] if len(roots) > _MOST_NAMED else []
    raise ContentError(f"{place} holds {len(roots)} descriptions", f"import one of them: {'; '.join(commands)}")


def _command(one: _Candidate, folder: Path) -> list[str]:
    """The command that imports one file, with the folder that its references lead to where that is another one."""
    home = Path(one.name).parent
    outside = any(home != Path(name).parent and home not in Path(name).parents for name in one.files)
    return ["connectorsmith", "import", str(folder / one.name), *(["--within", str(folder)] if outside else [])]


def _is_known(data: bytes, file: Path) -> bool:
    """Whether a file is of a known kind other than a description of an API."""
    document, faults = read_document(data, file)
    return is_known(document.value) or any(one.rule == "not-a-description" for one in faults)

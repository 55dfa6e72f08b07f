"""A foreign API description to a connector: one file, or several that its references lead to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import DEFINITION, Diagnostic, Pointer, Severity, Span, has_errors
from connectorsmith.errors import ContentError, FileError
from connectorsmith.importers.exported.document import is_exported, restore
from connectorsmith.importers.openapi3.convert import Conversion, convert
from connectorsmith.importers.openapi3.losses import Loss, Losses
from connectorsmith.importers.openapi3.operations import OperationFilter
from connectorsmith.importers.openapi3.secrets import without_secrets
from connectorsmith.importers.postman.convert import convert_collection
from connectorsmith.language.package_secrets import secrets_left_out
from connectorsmith.language.secrets import without
from connectorsmith.model import Connector
from connectorsmith.source.document import Document
from connectorsmith.source.json.read import read_json
from connectorsmith.source.links import leads_outside
from connectorsmith.source.read_files import read_bytes
from connectorsmith.source.yaml.foreign import read_foreign_yaml
from connectorsmith.workspace.import_package import connector_of
from connectorsmith.workspace.packages import is_taken_along
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

_YAML: Final = (".yaml", ".yml")
_NAMES: Final = r"(?i).*\.(?:ya?ml|json|har|raml|wsdl|wadl|xml|graphqls?|gql|proto|apib)"
"""The names of files that may describe an API, in any of the formats that are known."""
_DESCRIPTION: Final = re.compile(
    rb"(?m)^(?:\{\s{0,9})?[\"']?(?:openapi|swagger)[\"']?\s{0,9}:|\"(?:openapi|swagger)\"\s{0,9}:"
    rb"|_postman_id\b|getpostman\.com"
)
"""What a description of OpenAPI or Swagger, or a Postman collection, has near its beginning."""
_MOST_LOOKED_AT: Final = 4096
_MOST_FILES: Final = 500
"""Files of one API; the largest published one has about 300."""
SEVERITIES: Final = {"note": Severity.INFO, "narrowed": Severity.WARNING, "dropped": Severity.WARNING,
                     "ask": Severity.WARNING, "refused": Severity.WARNING}  # fmt: skip


class Described(Struct, frozen=True):
    """An API description: its documents by the paths of references, and what is wrong with the files."""

    documents: dict[str, Document]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def value(self) -> Any:
        """The value of the first document."""
        return self.documents[""].value


def find_description(path: Path) -> Path | None:
    """The file of an API description at a path: that file, or the only one in a folder that is not a package.

    ``None`` for a package: its definition and properties in JSON, and a folder with them. Raises ContentError if a
    folder holds several descriptions.
    """
    if path.is_dir():
        return _find_in(path)
    if not path.is_file():
        return None
    if path.suffix.lower() in _YAML:
        return path
    return path if not is_taken_along(path) and _is_other(path, read_bytes(path)) else None


def _is_other(file: Path, data: bytes) -> bool:
    """Whether a JSON file is something else than a file of a package, so that it is converted, or named and refused."""
    if any(mark in data for mark in MARKS) and b'"swagger"' not in data:
        return True
    if not _is_json(data):
        return recognise_text(data[:_MOST_LOOKED_AT].decode("utf-8", "replace")) is not None
    value = read_json(data, file, lenient=True)[0].value
    return isinstance(value, dict) and recognise(value).kind in (OPENAPI, POSTMAN, OTHER)


def _is_json(data: bytes) -> bool:
    """Whether a file may be JSON, told by its first character."""
    return data[:_MOST_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def _find_in(folder: Path) -> Path | None:
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    if any(re.fullmatch(r"(?i).*\.swagger\.json|apidefin\w*\.json", name) for name in names):
        return None
    found = description_among(names, folder, lambda name: read_bytes(folder / name))
    return None if found is None else folder / found


def description_among(names: Iterable[str], place: Path, read: Callable[[str], bytes]) -> str | None:
    """The name of the one file that is a description, or else of the one that is known to be something else.

    ``place`` is the folder or archive that has the files, and ``read`` gives the bytes of one. Raises ContentError if
    several are descriptions.
    """
    files = [name for name in names if re.fullmatch(_NAMES, name)]
    found = [name for name in files if _DESCRIPTION.search(read(name)[:_MOST_LOOKED_AT])]
    if len(found) > 1:
        hint = "name the one that is meant" if place.is_dir() else "unpack it, and name the one that is meant"
        raise ContentError(f"{place} holds {' and '.join(found[:3])}", hint)
    others = found or [name for name in files if _is_known(read(name), Path(name))]
    return others[0] if len(others) == 1 else None


def _is_known(data: bytes, file: Path) -> bool:
    """Whether a file is known by name as something else than a description of an API."""
    document, faults = _read(data, file)
    return is_known(document.value) or any(one.rule == "not-a-description" for one in faults)


def read_description(file: Path) -> Described:
    """Read a description and the files beside and below it that its references lead to.

    References out of the folder of the description and to the network are left alone; the conversion reports them.
    Raises FileError if a file cannot be opened.
    """
    return described(read_bytes(file), file)


def described(content: bytes, file: Path) -> Described:
    """Read the bytes of a description; ``file`` says where its references start from."""
    documents: dict[str, Document] = {}
    diagnostics: list[Diagnostic] = []
    waiting = [("", content)]
    while waiting:
        name, data = waiting.pop()
        documents[name], faults = _read(data, file if not name else file.parent / name)
        diagnostics += faults
        for other in _files_of(documents[name].value, name):
            if other == file.name or other in documents or any(other == known for known, _ in waiting):
                continue
            if len(documents) + len(waiting) >= _MOST_FILES:
                raise FileError(
                    f"{file} leads to more than {_MOST_FILES} files", "bundle the description into one file"
                )
            path = file.parent / other
            if _is_readable(path, file.parent):
                waiting.append((other, read_bytes(path)))
    return Described(documents, tuple(diagnostics))


def _is_readable(path: Path, folder: Path) -> bool:
    """Whether a path is that of a file inside a folder; names that no file can have, and circles of links, are not."""
    try:
        return not leads_outside(path, folder) and path.is_file()
    except (OSError, ValueError):
        return False


def convert_description(
    description: Described, name: str, choice: OperationFilter | None = None, host: str | None = None
) -> tuple[Conversion, Connector]:
    """Convert an OpenAPI 3 document or a Postman collection; ``host`` is for one that names none.

    A document that export has written becomes the same connector again, unless operations are chosen.

    The connector of one that was made of a definition alone has no properties. Raises UnexpectedShape if the result
    is not a connector: our own fault.
    """
    if recognise(description.value).kind == POSTMAN:
        conversion = convert_collection(description.value, choice, host)
    else:
        documents = {path: document.value for path, document in description.documents.items()}
        whole = choice is None or not (choice.include or choice.exclude)
        same = whole and is_exported(documents[""])
        conversion = (
            restore(documents) if same else convert(documents, choice, host, description.documents[""].file.name)
        )
    package = {"apiDefinition": conversion.definition}
    package |= {"apiProperties": conversion.properties} if conversion.properties else {}
    return conversion, _with_unsubscribes(_connector(name, package), conversion.unsubscribes)


def _with_unsubscribes(connector: Connector, names: Mapping[str, str]) -> Connector:
    """The connector with the operations that remove what its triggers register, by the ids of the triggers."""
    paths = {
        path: replace(
            item,
            operations={
                method: replace(one, unsubscribe=names[str(one.id)]) if one.id in names else one
                for method, one in item.operations.items()
            },
        )
        for path, item in (connector.paths or {}).items()
    }
    return replace(connector, paths=paths) if names else connector


def is_definition(description: Described) -> bool:
    """Whether a description is a Swagger 2.0 definition, which is imported without loss."""
    return recognise(description.value).kind == SWAGGER


def read_definition(description: Described, name: str) -> tuple[Connector, tuple[Loss, ...]]:
    """The connector of a Swagger 2.0 definition in YAML, and its secrets, which are all that it loses.

    YAML reads ``swagger: 2.0`` without quotes as a number; it becomes the text that the platform requires. Raises
    UnexpectedShape if the definition is not an object.
    """
    losses = Losses()
    value = without_secrets({"": description.value}, losses)[""]
    version = {"swagger": "2.0"} if "swagger" in value else {}
    return _connector(name, {"apiDefinition": value | version}), losses.listed()


def _connector(name: str, values: dict[str, Any]) -> Connector:
    """The connector of values from which secrets are left out, as they are for a package."""
    places = [one.at for one in secrets_left_out(values) if one.at is not None]
    for label in values:
        values[label] = without(values[label], [at for at in places if at.document == label])
    return connector_of(name, values)


def diagnose(loss: Loss, description: Described) -> Diagnostic:
    """A loss as a diagnostic at its place in the source."""
    at: Pointer = DEFINITION
    for key in loss.keys:
        at /= key
    span = description.documents[loss.file].span(at)
    message = f"{loss.found}, left out" if loss.became == "nothing" else f"{loss.found}, becomes {loss.became}"
    return Diagnostic(loss.kind.id, SEVERITIES[loss.kind.kind], message, span=span, hint=loss.kind.maker)


def _read(data: bytes, file: Path) -> tuple[Document, list[Diagnostic]]:
    """The document of a JSON or YAML file, told by its first character."""
    if data.startswith(b"PK\x03\x04"):
        return _refused(file, "a ZIP archive", "save it, and import it by the name of its file")
    json = read_json(data, file, lenient=True) if _is_json(data) else None
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
    if json is not None and faults and file.suffix.lower() not in _YAML:
        return json
    return document, faults


def _refused(file: Path, name: str, hint: str, text: str = "") -> tuple[Document, list[Diagnostic]]:
    fault = Diagnostic("not-a-description", Severity.ERROR, f"this is {name}", span=Span(file, 1, 1), hint=hint)
    return Document(file, text=text), [fault]


def _files_of(value: Any, name: str) -> Iterator[str]:
    """The files that the references of a value lead to, by their paths from the first document."""
    waiting, seen = [value], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            if id(one) in seen:
                continue
            seen.add(id(one))
        if isinstance(one, dict):
            reference = one.get("$ref")
            path = unquote(reference.partition("#")[0]) if isinstance(reference, str) else ""
            if path and "://" not in path and not path.startswith("/"):
                other = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                if not other.startswith(".."):
                    yield other
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one

"""The files of a downloaded connector, read into a state; what keeps them from being a connector has its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from connectorsmith import diagnostics
from connectorsmith.diagnostics import Diagnostic, Pointer, Severity, Span
from connectorsmith.errors import FileError
from connectorsmith.model import METHODS
from connectorsmith.model.files import ICON, PICTURES, SCRIPT
from connectorsmith.platform.keep_ours import keep_ours
from connectorsmith.platform.omit_secrets import omit_secrets
from connectorsmith.platform.platform_state import EXTENSION, NAMED, PlatformState
from connectorsmith.source.document import Document, place
from connectorsmith.source.json.faults import TOO_DEEP
from connectorsmith.source.json.read import read_json
from connectorsmith.source.links import check_files
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.packages import Package, find_package

_DEFINITION: Final = diagnostics.DEFINITION
_PROPERTIES: Final = diagnostics.PROPERTIES / "properties"
_AGAIN: Final = "download the connector once more"
_FLATTER: Final = "a spec cannot hold that: make it flatter where it was made"
_NAMES: Final = {
    bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "an object",
}  # fmt: skip


class LiveError(FileError):
    """The downloaded files are not a connector; ``diagnostics`` has the faults with their places."""

    def __init__(self, found: Sequence[Diagnostic]) -> None:
        file = found[0].span.file if found[0].span else Path()
        super().__init__(f"cannot read {file}: {found[0].message}", found[0].hint)
        self.diagnostics = tuple(found)


def read_state(folder: Path, ours: PlatformState | None = None) -> PlatformState:
    """The state that was downloaded to a folder, to be compared with ours, from which its secrets are taken.

    Raises FileError if a file is missing or cannot be opened, LiveError if what the files hold is not a connector.
    """
    package = find_package(folder)
    if package.properties is None:
        raise FileError(f"no properties in {folder}", "a downloaded connector has an apiProperties.json")
    files = {_DEFINITION: package.definition, diagnostics.PROPERTIES: package.properties}
    _refuse(check_files([*files.values(), *package.assets.values()], folder, "package"))
    documents, faults = _documents({str(at.key): file for at, file in files.items()})
    _refuse(faults)
    values = {label: document.value for label, document in documents.items()}
    definition, properties = values[str(_DEFINITION.key)], values[str(diagnostics.PROPERTIES.key)]
    _refuse([place(one, documents) for one in _misfits(definition, properties)])
    assets = {name: read_bytes(file) for name, file in package.assets.items() if name in (ICON, SCRIPT)}
    _refuse(_error_pages(package, assets))
    known = (ours.definition, ours.properties) if ours is not None else ({}, {})
    definition, kept = keep_ours(definition, known[0])
    properties, further = keep_ours(properties["properties"], known[1])
    definition, properties, secrets, omitted = omit_secrets(definition, properties, known)
    return PlatformState(
        definition, properties, assets.get(ICON), assets.get(SCRIPT), secrets, (*kept, *further), omitted
    )


def _refuse(found: Sequence[Diagnostic]) -> None:
    if found:
        raise LiveError(found)


def _documents(files: Mapping[str, Path]) -> tuple[dict[str, Document], list[Diagnostic]]:
    """The JSON of some files by label, and what keeps them from being read."""
    documents: dict[str, Document] = {}
    faults: list[Diagnostic] = []
    for label, file in files.items():
        documents[label], found = read_json(read_bytes(file), file, lenient=True)
        errors = [one for one in found if one.severity is Severity.ERROR]
        faults += [_with_hint(place(one, documents)) for one in errors]
    return documents, faults


def _with_hint(fault: Diagnostic) -> Diagnostic:
    hint = _FLATTER if fault.rule == TOO_DEEP else _AGAIN
    return Diagnostic(fault.rule, fault.severity, fault.message, fault.at, fault.span, hint)


def _misfits(definition: Any, properties: Any) -> Iterator[Diagnostic]:
    """The faults of the downloaded values: types that differ from those of a connector."""
    if not isinstance(definition, dict):
        yield _fault("not-a-package", _DEFINITION, "it is not a JSON object")
    elif not isinstance(properties, dict):
        yield _fault("not-a-package", diagnostics.PROPERTIES, "it is not a JSON object")
    elif not isinstance(properties.get("properties"), dict):
        yield _fault("not-a-package", _PROPERTIES, "it has no properties")
    else:
        yield from _misfits_of_definition(definition)
        yield from _misfits_of_properties(properties["properties"])


def _misfits_of_definition(definition: Mapping[str, Any]) -> Iterator[Diagnostic]:
    for key in ("info", "paths", *NAMED):
        yield from _unless(definition.get(key), _DEFINITION / key, key, "an object")
    paths = definition.get("paths")
    for path, item in paths.items() if isinstance(paths, dict) else ():
        if path.startswith(EXTENSION):
            continue
        at = _DEFINITION / "paths" / path
        yield from _unless(item, at, f"the path {path}", "an object", optional=False)
        for method in (key for key in item if key in METHODS) if isinstance(item, dict) else ():
            name = f"{method} of the path {path}"
            yield from _unless(item[method], at / method, name, "an object", optional=False)
            if isinstance(item[method], dict):
                parameters = item[method].get("parameters")
                yield from _unless(parameters, at / method / "parameters", f"parameters of {name}", "a list of objects")


def _misfits_of_properties(properties: Mapping[str, Any]) -> Iterator[Diagnostic]:
    kinds = {
        "policyTemplateInstances": "a list of objects",
        "scriptOperations": "a list of texts",
        "connectionParameters": "an object",
    }
    for key, kind in kinds.items():
        yield from _unless(properties.get(key), _PROPERTIES / key, key, kind)
    parameters = properties.get("connectionParameters")
    for name, item in parameters.items() if isinstance(parameters, dict) else ():
        at = _PROPERTIES / "connectionParameters" / name
        yield from _unless(item, at, f"the connection parameter {name}", "an object", optional=False)


def _unless(value: Any, at: Pointer, name: str, kind: str, *, optional: bool = True) -> Iterator[Diagnostic]:
    """A fault, without the value, if it is not of the kind that its place needs; ``optional`` ones may be null."""
    if not (_KINDS[kind](value) or (optional and value is None)):
        found = _NAMES.get(type(value), "null")
        text = "holds other things" if found == kind.split(" of ")[0] else f"is {found}"
        yield _fault("wrong-type", at, f"{name} {text}, and must be {kind}")


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


_KINDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "an object": lambda value: isinstance(value, dict),
    "a list of objects": partial(_is_list_of, dict),
    "a list of texts": partial(_is_list_of, str),
}


def _fault(rule: str, at: Pointer, message: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, at, hint=_AGAIN)


def _error_pages(package: Package, assets: Mapping[str, bytes]) -> list[Diagnostic]:
    """A fault for each file in which the storage's answer was kept as if it were the file, as paconn does."""
    hint = f"the link to it has expired or is wrong: {_AGAIN}"
    return [
        Diagnostic(
            "error-page",
            Severity.ERROR,
            f"this is not {'an icon' if name == ICON else 'a script'}, but an error page",
            span=Span(package.assets[name], 1, 1),
            hint=hint,
        )
        for name, content in assets.items()
        if _is_error_page(name, content)
    ]


def _is_error_page(name: str, content: bytes) -> bool:
    if name == ICON:
        return not content.startswith(PICTURES)
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"{")

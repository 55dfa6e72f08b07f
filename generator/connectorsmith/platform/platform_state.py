"""What a platform holds of a connector, or would after an upload, in parts that can be compared one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.diagnostics import Severity, has_errors
from connectorsmith.errors import FileError
from connectorsmith.model import METHODS
from connectorsmith.model.files import DEFINITION_FILE, ICON, PICTURES, PROPERTIES_FILE, SCRIPT
from connectorsmith.platform.omit_secrets import omit_secrets
from connectorsmith.source.json.faults import TOO_DEEP
from connectorsmith.source.json.read import read_json
from connectorsmith.source.links import leads_outside
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.packages import find_package

Part = dict[str, Any]
_NAMED: Final = {"definitions": "definition", "parameters": "shared parameter", "responses": "shared response"}
_OF_SERVICE: Final = ("redirectUrl", "clientSecret")
"""Keys of a sign-in that the service makes or keeps, and no package holds."""
_OWN: Final = ("connectionParameters", "policyTemplateInstances", "scriptOperations", "stackOwner")
"""Properties with a group of their own, and the one that is never uploaded."""
_EXTENSION: Final = "x-"
_NAMES: Final = {
    bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "an object",
}  # fmt: skip


class State(Struct, frozen=True):
    """A connector as a set of files: the values of its JSON, and the bytes of its icon and script if it has them.

    ``secrets`` are the places, as JSON pointers, that held one which is not kept.
    """

    definition: Part = field(default_factory=dict)
    properties: Part = field(default_factory=dict)
    icon: bytes | None = None
    script: bytes | None = None
    secrets: tuple[str, ...] = ()


def redirect_urls(state: State) -> list[str]:
    """The addresses to which sign-ins come back; the service makes one for each connector, to be registered there."""
    parameters = _mapping(state.properties.get("connectionParameters")).values()
    settings = (_mapping(_mapping(item).get("oAuthSettings")) for item in parameters)
    return [str(one["redirectUrl"]) for one in settings if one.get("redirectUrl")]


def state_of(files: Mapping[str, bytes]) -> State:
    """The state that an upload copy makes."""
    properties = json.loads(files[PROPERTIES_FILE])["properties"]
    return State(json.loads(files[DEFINITION_FILE]), properties, files.get(ICON), files.get(SCRIPT))


def read_state(folder: Path, ours: State | None = None) -> State:
    """The state that was downloaded to a folder, to be compared with ours, from which its secrets are taken.

    Raises FileError if a file is missing or is not what it should be.
    """
    package = find_package(folder)
    if package.properties is None:
        raise FileError(f"no properties in {folder}", "a downloaded connector has an apiProperties.json")
    for file in (package.definition, package.properties, *package.assets.values()):
        if leads_outside(file, folder):
            raise FileError(f"{file} is a link that leads out of {folder}", "download the connector once more")
    properties = _value(package.properties).get("properties")
    if not isinstance(properties, dict):
        raise FileError(f"{package.properties} has no properties", "download the connector once more")
    definition = _value(package.definition)
    misfit = next(_misfits(definition, properties), None)
    if misfit is not None:
        raise FileError(f"cannot read the connector in {folder}: {misfit}", "download the connector once more")
    assets = {name: read_bytes(file) for name, file in package.assets.items() if name in (ICON, SCRIPT)}
    for name, content in assets.items():
        if _is_error_page(name, content):
            message = f"{package.assets[name]} is not {'an icon' if name == ICON else 'a script'}, but an error page"
            raise FileError(message, "the link to it has expired or is wrong: download the connector once more")
    known = (ours.definition, ours.properties) if ours is not None else ({}, {})
    definition, properties, secrets = omit_secrets(definition, properties, known)
    return State(definition, properties, assets.get(ICON), assets.get(SCRIPT), secrets)


def _misfits(definition: Part, properties: Part) -> Iterator[str]:
    """What keeps the values from being those of a connector: the kinds of all that is named, listed or looked into."""
    for key in ("info", "paths", *_NAMED):
        yield from _unless(definition.get(key), key, "an object")
    for path, item in _mapping(definition.get("paths")).items():
        if path.startswith(_EXTENSION):
            continue
        yield from _unless(item, f"the path {path}", "an object", optional=False)
        for method in (key for key in _mapping(item) if key in METHODS):
            yield from _unless(item[method], f"{method} of the path {path}", "an object", optional=False)
            parameters = _mapping(item[method]).get("parameters")
            yield from _unless(parameters, f"parameters of {method} of the path {path}", "a list of objects")
    yield from _unless(properties.get("policyTemplateInstances"), "policyTemplateInstances", "a list of objects")
    yield from _unless(properties.get("scriptOperations"), "scriptOperations", "a list of texts")
    yield from _unless(properties.get("connectionParameters"), "connectionParameters", "an object")
    for name, item in _mapping(properties.get("connectionParameters")).items():
        yield from _unless(item, f"the connection parameter {name}", "an object", optional=False)


def _unless(value: Any, name: str, kind: str, *, optional: bool = True) -> Iterator[str]:
    """Say that a value is not of the kind that its place needs, without the value; ``optional`` ones may be null."""
    if not (_KINDS[kind](value) or (optional and value is None)):
        found = _NAMES.get(type(value), "null")
        yield f"{name} {'holds other things' if found == kind.split(' of ')[0] else f'is {found}'}, and must be {kind}"


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


_KINDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "an object": lambda value: isinstance(value, dict),
    "a list of objects": partial(_is_list_of, dict),
    "a list of texts": partial(_is_list_of, str),
}


def _value(file: Path) -> Part:
    document, faults = read_json(read_bytes(file), file, lenient=True)
    if has_errors(faults) or not isinstance(document.value, dict):
        first = next((fault for fault in faults if fault.severity is Severity.ERROR), None)
        hint = "download the connector once more"
        if first is not None and first.rule == TOO_DEEP:
            hint = "a spec cannot hold that: make it flatter where it was made"
        raise FileError(f"cannot read {file}: {first.message if first else 'it is not a JSON object'}", hint)
    return document.value


def _is_error_page(name: str, content: bytes) -> bool:
    """Whether storage answered with an error that was kept as if it were the file, as paconn does."""
    if name == ICON:
        return not content.startswith(PICTURES)
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"{")


def parts(state: State) -> dict[str, Part]:
    """The parts of a state by the name of their group; operations by their id, which flows know them by."""
    found: dict[str, Part] = {"connector": {}}
    for key, value in state.definition.items():
        if key in _NAMED:
            found |= {f"{_NAMED[key]} {name}": {"": item} for name, item in _mapping(value).items()}
        elif key != "paths":
            found["connector"][key] = value
    paths = _mapping(state.definition.get("paths")).items()
    found |= _numbered(part for path, item in paths for part in _path(path, item))
    found |= dict(_properties(state.properties))
    for name, content in (("icon", state.icon), ("script", state.script)):
        if content is not None:
            found[name] = {"": content}
    return found


def _path(path: str, item: Any) -> Iterator[tuple[str, Part]]:
    """The operations of a path, and what belongs to the path itself."""
    if path.startswith(_EXTENSION):
        yield f"path {path}", {"": item}
        return
    rest = {key: value for key, value in item.items() if key not in METHODS}
    for method in (key for key in item if key in METHODS):
        operation = item[method]
        yield (
            f"operation {operation.get('operationId') or f'{method.upper()} {path}'}",
            {
                "call": f"{method.upper()} {path}",
                **{key: value for key, value in operation.items() if key != "operationId"},
                "parameters": _numbered((_parameter_name(one), one) for one in operation.get("parameters") or ()),
            },
        )
    if rest:
        yield f"path {path}", rest


def _parameter_name(parameter: Part) -> str:
    """Where a parameter is and what it is called, so that a new one does not move the others."""
    reference = parameter.get("$ref")
    return reference if isinstance(reference, str) else f"{parameter.get('in')} {parameter.get('name')}"


def _properties(properties: Part) -> Iterator[tuple[str, Part]]:
    rest = {key: value for key, value in properties.items() if key not in _OWN and value not in (None, "", [], {})}
    yield "properties", {key: without_service(value) for key, value in rest.items()}
    for name, item in _mapping(properties.get("connectionParameters")).items():
        yield f"connection parameter {name}", without_service(item)
    policies = properties.get("policyTemplateInstances") or ()
    yield from _numbered((f"policy {one.get('title') or one.get('templateId')}", one) for one in policies).items()
    if operations := properties.get("scriptOperations"):
        yield "operations of the script", dict.fromkeys(operations, True)


def without_service(value: Any) -> Any:
    """A value without what the service adds to a sign-in."""
    if isinstance(value, list):
        return [without_service(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: without_service(item) for key, item in value.items()}
    if isinstance(found.get("oAuthSettings"), dict):
        found["oAuthSettings"] = {key: item for key, item in found["oAuthSettings"].items() if key not in _OF_SERVICE}
    return found


def _numbered(items: Iterable[tuple[str, Any]]) -> Part:
    """A mapping of items of which several may have the same name: the further ones get a number."""
    found: Part = {}
    numbers: dict[str, int] = {}
    for name, item in items:
        free = name
        while free in found:
            numbers[name] = numbers.get(name, 1) + 1
            free = f"{name} ({numbers[name]})"
        found[free] = item
    return found


def _mapping(value: Any) -> Part:
    return value if isinstance(value, dict) else {}

"""What a platform holds of a connector, or would after an upload, in parts that can be compared one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.diagnostics import has_errors
from connectorsmith.errors import FileError
from connectorsmith.language.secrets import is_secret
from connectorsmith.packaging.upload_files import DEFINITION, ICON, PROPERTIES, SCRIPT
from connectorsmith.source.json.read import read_json
from connectorsmith.workspace.packages import find_package

Part = dict[str, Any]
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch")
_NAMED: Final = {"definitions": "definition", "parameters": "shared parameter", "responses": "shared response"}
_OF_SERVICE: Final = ("redirectUrl", "clientSecret")
"""Keys of a sign-in that the service makes or keeps, and no package holds."""
_OWN: Final = ("connectionParameters", "policyTemplateInstances", "scriptOperations", "stackOwner")
"""Properties with a group of their own, and the one that is never uploaded."""


class State(Struct, frozen=True):
    """A connector as a set of files: the values of its JSON, and the bytes of its icon and script if it has them."""

    definition: Part = field(default_factory=dict)
    properties: Part = field(default_factory=dict)
    icon: bytes | None = None
    script: bytes | None = None


def redirect_urls(state: State) -> list[str]:
    """The addresses to which sign-ins come back; the service makes one for each connector, to be registered there."""
    parameters = _mapping(state.properties.get("connectionParameters")).values()
    settings = (_mapping(_mapping(item).get("oAuthSettings")) for item in parameters)
    return [str(one["redirectUrl"]) for one in settings if one.get("redirectUrl")]


def state_of(files: Mapping[str, bytes]) -> State:
    """The state that an upload copy makes."""
    properties = json.loads(files[PROPERTIES])["properties"]
    return State(json.loads(files[DEFINITION]), properties, files.get(ICON), files.get(SCRIPT))


def read_state(folder: Path) -> State:
    """The state that was downloaded to a folder. Raises FileError if a file is missing or is not what it should be."""
    package = find_package(folder)
    if package.properties is None:
        raise FileError(f"no properties in {folder}", "a downloaded connector has an apiProperties.json")
    properties = _value(package.properties).get("properties")
    if not isinstance(properties, dict):
        raise FileError(f"{package.properties} has no properties", "download the connector once more")
    definition = _value(package.definition)
    misfit = next(_misfits(definition, properties), None)
    if misfit is not None:
        raise FileError(f"{misfit} in {folder} is not what it is in a connector", "download the connector once more")
    assets = {name: file.read_bytes() for name, file in package.assets.items() if name in (ICON, SCRIPT)}
    for name, content in assets.items():
        if _is_error_page(name, content):
            message = f"{package.assets[name]} is no {'icon' if name == ICON else 'script'}, but an error page"
            raise FileError(message, "the link to it has expired or is wrong: download the connector once more")
    return State(definition, properties, assets.get(ICON), assets.get(SCRIPT))


def _misfits(definition: Part, properties: Part) -> Iterator[str]:
    """The places whose values cannot be looked into as those of a connector can."""
    for path, item in _mapping(definition.get("paths")).items():
        methods = [key for key in item if key in METHODS] if isinstance(item, dict) else []
        if not isinstance(item, dict) or any(not _is_operation(item[method]) for method in methods):
            yield f"the path {path}"
    if not _is_list_of(properties.get("policyTemplateInstances"), dict):
        yield "policyTemplateInstances"
    if not _is_list_of(properties.get("scriptOperations"), str):
        yield "scriptOperations"


def _is_operation(value: Any) -> bool:
    return isinstance(value, dict) and _is_list_of(value.get("parameters"), dict)


def _is_list_of(value: Any, kind: type) -> bool:
    """Whether a value is a list of such items, or is not there."""
    return value is None or (isinstance(value, list) and all(isinstance(item, kind) for item in value))


def _value(file: Path) -> Part:
    document, faults = read_json(file.read_bytes(), file, lenient=True)
    if has_errors(faults) or not isinstance(document.value, dict):
        said = faults[0].message if faults else "it is no JSON object"
        raise FileError(f"cannot read {file}: {said}", "download the connector once more")
    return document.value


def _is_error_page(name: str, content: bytes) -> bool:
    """Whether storage answered with an error that was kept as if it were the file, as paconn does."""
    if name == ICON:
        return not content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"{")


def parts(state: State) -> dict[str, Part]:
    """The parts of a state by the name of their group; operations by their id, which flows know them by."""
    found: dict[str, Part] = {"connector": {}}
    for key, value in state.definition.items():
        if key in _NAMED:
            found |= {f"{_NAMED[key]} {name}": {"": item} for name, item in _mapping(value).items()}
        elif key != "paths":
            found["connector"][key] = value
    for path, item in _mapping(state.definition.get("paths")).items():
        found |= _path(path, item)
    found |= dict(_properties(state.properties))
    for name, content in (("icon", state.icon), ("script", state.script)):
        if content is not None:
            found[name] = {"": content}
    return found


def _path(path: str, item: Part) -> dict[str, Part]:
    """The operations of a path, and what belongs to the path itself."""
    found: dict[str, Part] = {}
    rest = {key: value for key, value in item.items() if key not in METHODS}
    for method in (key for key in item if key in METHODS):
        operation = item[method]
        name = operation.get("operationId") or f"{method.upper()} {path}"
        found[f"operation {name}"] = {
            "call": f"{method.upper()} {path}",
            **{key: value for key, value in operation.items() if key != "operationId"},
            "parameters": _parameters(operation.get("parameters")),
        }
    if rest:
        found[f"path {path}"] = rest
    return found


def _parameters(value: Any) -> Part:
    """Parameters by where they stand and what they are called, so that a new one does not move the others."""
    found: Part = {}
    for item in value if isinstance(value, list) else ():
        name = item.get("$ref") or f"{item.get('in')} {item.get('name')}"
        found[_free(name, found)] = item
    return found


def _properties(properties: Part) -> Iterator[tuple[str, Part]]:
    rest = {key: value for key, value in properties.items() if key not in _OWN and value not in (None, "", [], {})}
    yield "properties", {key: without_service(value) for key, value in rest.items()}
    for name, item in _mapping(properties.get("connectionParameters")).items():
        yield f"connection parameter {name}", without_service(item)
    policies: Part = {}
    for item in properties.get("policyTemplateInstances") or ():
        name = _free(f"policy {item.get('title') or item.get('templateId')}", policies)
        policies[name] = item
    yield from policies.items()
    if operations := properties.get("scriptOperations"):
        yield "operations of the script", dict.fromkeys(operations, True)


def without_service(value: Any) -> Any:
    """A value without what the service adds to a sign-in, and without secrets, which are neither shown nor kept."""
    if isinstance(value, list):
        return [without_service(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: without_service(item) for key, item in value.items()}
    if isinstance(found.get("oAuthSettings"), dict):
        settings = {key: item for key, item in found["oAuthSettings"].items() if key not in _OF_SERVICE}
        found["oAuthSettings"] = _without_secrets(settings)
    return found


def _without_secrets(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _without_secrets(item) for key, item in value.items() if not is_secret(key, item)}


def _free(name: str, taken: Mapping[str, Any]) -> str:
    return next(one for one in (name, *(f"{name} ({n})" for n in range(2, 9999))) if one not in taken)


def _mapping(value: Any) -> Part:
    return value if isinstance(value, dict) else {}

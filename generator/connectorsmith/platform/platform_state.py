"""The state of a connector on the platform, or after an upload, in parts that can be compared one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct, field

from connectorsmith.model import METHODS
from connectorsmith.model.files import DEFINITION_FILE, ICON, PROPERTIES_FILE, SCRIPT

StatePart = dict[str, Any]
NAMED: Final = {"definitions": "definition", "parameters": "shared parameter", "responses": "shared response"}
_OF_SERVICE: Final = ("redirectUrl", "clientSecret")
"""Keys of a sign-in that the service makes or keeps, and no package holds."""
_OWN: Final = ("connectionParameters", "policyTemplateInstances", "scriptOperations", "stackOwner")
"""Properties with a group of their own, and the one that is never uploaded."""
EXTENSION: Final = "x-"


class PlatformState(Struct, frozen=True):
    """A connector as a set of files: the values of its JSON, and the bytes of its icon and script if it has them.

    ``secrets`` are the places, as JSON pointers, that held one which is not kept. ``kept`` are notes on the places that
    have the value of the spec, because the platform shows another in its place. ``omitted`` are the secrets themselves,
    which a script may repeat.
    """

    definition: StatePart = field(default_factory=dict)
    properties: StatePart = field(default_factory=dict)
    icon: bytes | None = None
    script: bytes | None = None
    secrets: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    omitted: frozenset[str] = frozenset()


def sign_ins(properties: StatePart) -> list[StatePart]:
    """The settings of every sign-in, those of connection parameter sets included."""
    sets = _mapping(properties.get("connectionParameterSets")).get("values")
    holders = [properties.get("connectionParameters")]
    holders += [_mapping(item).get("parameters") for item in (sets if isinstance(sets, list) else ())]
    found = (_mapping(item).get("oAuthSettings") for holder in holders for item in _mapping(holder).values())
    return [one for one in found if isinstance(one, dict)]


def redirect_urls(state: PlatformState) -> list[str]:
    """The addresses to which sign-ins come back; the service makes one for each connector, to be registered there."""
    return [str(one["redirectUrl"]) for one in sign_ins(state.properties) if one.get("redirectUrl")]


def state_of(files: Mapping[str, bytes]) -> PlatformState:
    """The state that an upload copy makes."""
    properties = json.loads(files[PROPERTIES_FILE])["properties"]
    return PlatformState(json.loads(files[DEFINITION_FILE]), properties, files.get(ICON), files.get(SCRIPT))


def state_parts(state: PlatformState) -> dict[str, StatePart]:
    """The parts of a state by the name of their group; operations by their id, which flows know them by."""
    found: dict[str, StatePart] = {"connector": {}}
    for key, value in state.definition.items():
        if key in NAMED:
            found |= {f"{NAMED[key]} {name}": {"": item} for name, item in _mapping(value).items()}
        elif key != "paths":
            found["connector"][key] = value
    paths = _mapping(state.definition.get("paths")).items()
    found |= _numbered(part for path, item in paths for part in _path(path, item))
    found |= dict(_properties(state.properties))
    for name, content in (("icon", state.icon), ("script", state.script)):
        if content is not None:
            found[name] = {"": content}
    return found


def _path(path: str, item: Any) -> Iterator[tuple[str, StatePart]]:
    """The operations of a path, and what belongs to the path itself."""
    if path.startswith(EXTENSION):
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


def _parameter_name(parameter: StatePart) -> str:
    """The key of a parameter: its location and name, so that a new one does not move the others."""
    reference = parameter.get("$ref")
    return reference if isinstance(reference, str) else f"{parameter.get('in')} {parameter.get('name')}"


def _properties(properties: StatePart) -> Iterator[tuple[str, StatePart]]:
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


def _numbered(items: Iterable[tuple[str, Any]]) -> StatePart:
    """A mapping of items of which several may have the same name: the further ones get a number."""
    found: StatePart = {}
    numbers: dict[str, int] = {}
    for name, item in items:
        free = name
        while free in found:
            numbers[name] = numbers.get(name, 1) + 1
            free = f"{name} ({numbers[name]})"
        found[free] = item
    return found


def _mapping(value: Any) -> StatePart:
    return value if isinstance(value, dict) else {}

"""Merge what the author and the API have changed in a connector since it was imported, as values of its package files.

Operations are followed by their method and path, else by their id, so that one that moves keeps what was edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.language.free_names import free_name
from connectorsmith.language.three_way import Clash, Merge
from connectorsmith.model import METHODS
from connectorsmith.model.values import ABSENT, Json, Keys

DEFINITION: Final = "apiDefinition"
_OPERATIONS: Final = "operations"
_ITEMS: Final = "items"
_SHARED: Final = ("definitions", "parameters", "responses")
"""Sections of a definition that references lead to."""
_CALL: Final = "call"
_DYNAMIC: Final = "x-ms-dynamic-"


class MergedPackage(Struct, frozen=True):
    """The values of the merged package files, and the places at which the author and the API disagree.

    ``kept`` are the operations that the API has dropped and the author has edited or uses, by method and path.
    """

    values: dict[str, Json]
    clashes: tuple[Clash, ...]
    kept: tuple[str, ...]


def merge_packages(base: Mapping[str, Json], ours: Mapping[str, Json], theirs: Mapping[str, Json]) -> MergedPackage:
    """Merge the values of package files by label: as they were imported, as the author and as the API have them."""
    merge = Merge()
    old = _taken_apart(base.get(DEFINITION, {}), {})
    mine, new = (_taken_apart(side.get(DEFINITION, {}), old) for side in (ours, theirs))
    parts = ({**side, DEFINITION: part} for side, part in ((base, old), (ours, mine), (theirs, new)))
    first, second, third = parts
    merged: dict[str, Any] = dict(merge.merged(first, second, third))
    definition = {**merged[DEFINITION], _OPERATIONS: dict(merged[DEFINITION][_OPERATIONS])}
    definition[_ITEMS] = dict(definition[_ITEMS])
    _keep_what_is_used(definition, mine)
    kept = (definition[_OPERATIONS].keys() - new[_OPERATIONS].keys()) & old[_OPERATIONS].keys()
    clashing = {clash.keys[:3] for clash in merge.clashes}
    for key in kept:
        if (DEFINITION, _OPERATIONS, key) not in clashing:
            merge.clashes.append(Clash((DEFINITION, _OPERATIONS, key), mine[_OPERATIONS][key], ABSENT))
    gone = _without_path_parameters(definition)
    merge.clashes = [replace(one, gone=one.keys in gone) for one in merge.clashes]
    numbered = list(_number_ids(definition, mine))
    merged[DEFINITION] = _put_together(definition)
    calls = {key: mine[_OPERATIONS].get(key, {}).get(_CALL, key) for key in kept}
    clashes = tuple(_at_calls(clash, mine) for clash in [*merge.clashes, *numbered])
    return MergedPackage(merged, clashes, tuple(sorted(calls.values())))


def _taken_apart(definition: dict[str, Json], base: dict[str, Json]) -> dict[str, Json]:
    """A definition with its operations by what identifies them in the base, each with its call, and other path keys."""
    found: dict[str, dict[str, Json]] = {}
    items: dict[str, Json] = {}
    for path, item in (definition.get("paths") or {}).items():
        if isinstance(item, dict):
            calls = {
                f"{method.upper()} {path}": item[method] for method in METHODS if isinstance(item.get(method), dict)
            }
            found |= {call: {_CALL: call} | operation for call, operation in calls.items()}
            items[path] = {key: value for key, value in item.items() if f"{key.upper()} {path}" not in calls}
        else:
            items[path] = item
    rest = {key: value for key, value in definition.items() if key != "paths"}
    known = base.get(_OPERATIONS, found)
    moved = {_id(one): call for call, one in known.items() if call not in found}
    named = {call if call in known else moved.get(_id(one), call): one for call, one in found.items()}
    return rest | {_OPERATIONS: named, _ITEMS: items}


def _id(operation: dict[str, Json]) -> str | None:
    """The id of an operation if it is a text."""
    found = operation.get("operationId")
    return found if isinstance(found, str) else None


def _put_together(definition: dict[str, Json]) -> dict[str, Json]:
    """A definition with its operations back on their paths."""
    paths: dict[str, dict[str, Json]] = {}
    rest = {key: value for key, value in definition.items() if key not in (_OPERATIONS, _ITEMS)}
    for operation in definition[_OPERATIONS].values():
        method, _, path = operation[_CALL].partition(" ")
        one = {key: value for key, value in operation.items() if key != _CALL}
        paths.setdefault(path, {}).setdefault(method.lower(), one)
    for path, item in definition[_ITEMS].items():
        if isinstance(item, dict):
            paths[path] = paths.get(path, {}) | item
        else:
            paths[path] = item
    return rest | {"paths": paths}


def _keep_what_is_used(definition: dict[str, Json], mine: dict[str, Json]) -> None:
    """Bring back what the API has dropped where something that stays needs it: lists of dropdowns, paths, schemas."""
    operations = definition[_OPERATIONS]
    _keep_called(operations, mine[_OPERATIONS])
    for one in operations.values():
        path = one[_CALL].partition(" ")[2]
        if path not in definition[_ITEMS] and path in mine[_ITEMS]:
            definition[_ITEMS][path] = mine[_ITEMS][path]
    places: list[Json] = [definition]
    brought: dict[str, Json] = {}
    while places:
        for section, name in _references(places.pop()):
            own = mine.get(section) or {}
            if name in own and name not in (definition.get(section) or {}):
                if section not in brought:  # the section of the merged value is another's as well
                    brought[section] = definition[section] = dict(definition.get(section) or {})
                brought[section][name] = own[name]
                places.append(own[name])


def _keep_called(operations: dict[str, Json], mine: dict[str, Json]) -> None:
    """Bring back the author's operations that fill dropdowns of operations that stay, directly or through others."""
    there = {one.get("operationId") for one in operations.values()}
    numbers: dict[str, list[int]] = {}
    calls = list(mine)
    for number, one in enumerate(mine.values()):
        numbers.setdefault(one.get("operationId"), []).append(number)
    waiting = list(operations.values())
    while waiting:
        missing = {name for name in _dynamic(waiting.pop()) if name and name in numbers} - there
        for number in sorted(number for name in missing for number in numbers[name]):
            if calls[number] not in operations:
                operations[calls[number]] = mine[calls[number]]
                waiting.append(mine[calls[number]])
        there |= missing


def _without_path_parameters(definition: dict[str, Json]) -> set[Keys]:
    """Take out parameters of variables that are not in the path, edited or not; returns their places."""
    gone: set[Keys] = set()
    for key, operation in definition[_OPERATIONS].items():
        listed = [one for one in operation.get("parameters") or () if isinstance(one, dict)]
        names = [one.get("name") for one in listed if one.get("in") == "path"]
        extra = [name for name in names if f"{{{name}}}" not in operation[_CALL]]
        if 0 < len(extra) < len(names):
            kept = [one for one in listed if not (one.get("in") == "path" and one.get("name") in extra)]
            definition[_OPERATIONS][key] = operation | {"parameters": kept}
            gone |= {(DEFINITION, _OPERATIONS, key, "parameters", f"path {name}") for name in extra}
    return gone


def _number_ids(definition: dict[str, Json], mine: dict[str, Json]) -> Iterator[Clash]:
    """Number the ids of new operations that an operation of the author has already; yields the clashes."""
    operations, old = definition[_OPERATIONS], mine[_OPERATIONS]
    taken = {str(one.get("operationId")).casefold() for key, one in operations.items() if key in old}
    numbers: dict[str, int] = {}
    for key in [key for key in operations if key not in old]:
        free = name = operations[key].get("operationId")
        if isinstance(name, str):
            folded = name.casefold()
            free = name + free_name(folded, taken, numbers).removeprefix(folded)
        if free != name:
            operations[key] = operations[key] | {"operationId": free}
            yield Clash((DEFINITION, _OPERATIONS, key, "operationId"), free, name)
        taken.add(str(free).casefold())


def _dynamic(value: Json) -> Iterator[str]:
    """The operations that dropdowns and dynamic schemas inside a value call."""
    for inner in _inside(value):
        for key, one in inner.items():
            if key.startswith(_DYNAMIC) and isinstance(one, dict):
                yield str(one.get("operationId", ""))


def _references(value: Json) -> Iterator[tuple[str, str]]:
    for inner in _inside(value):
        reference = inner.get("$ref")
        section, _, name = reference.removeprefix("#/").partition("/") if isinstance(reference, str) else ("", "", "")
        if section in _SHARED:
            yield section, name.replace("~1", "/").replace("~0", "~")


def _inside(value: Json) -> Iterator[dict[str, Json]]:
    """The objects in a value, itself included."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _at_calls(clash: Clash, mine: dict[str, Json]) -> Clash:
    """A clash with the place that it has in the author's package; of a list it has the name of the item."""
    label, *rest = clash.keys
    if label != DEFINITION or rest[:1] not in ([_OPERATIONS], [_ITEMS]):
        return clash
    keys: Keys
    if rest[0] == _ITEMS or len(rest) == 1:
        keys = (label, "paths", *rest[1:])
    else:
        call = mine[_OPERATIONS].get(rest[1], {}).get(_CALL, rest[1])
        method, _, path = str(call).partition(" ")
        keys = (label, "paths", path, method.lower(), *rest[2:])
    ours, theirs = (
        {key: value for key, value in side.items() if key != _CALL} if isinstance(side, dict) else side
        for side in (clash.ours, clash.theirs)
    )
    return Clash(keys, ours, theirs, clash.gone)

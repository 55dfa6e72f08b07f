"""Lookups: the places that call an operation for choices or for a form, in short words or as the package has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from msgspec import Struct

from connectorsmith.renaming.edits import Edit, FileNode, Path, scalar
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id
from connectorsmith.renaming.schema_paths import properties_on, property_at, value_at
from connectorsmith.renaming.users import (
    answer_of,
    body_of,
    hits_in,
    key_of,
    listed_parameters,
    operations,
    operations_with,
    path_of,
    sending,
    users_of_definition,
)

_SHORT: Final = {"options": ("collection", "value", "title"), "fields": ("path",)}
"""The short words, and their keys that hold a path into the answer; other paths begin in the collection."""
_DYNAMIC: Final = ("dynamic-", "x-ms-")
"""How the words of the package begin, and extensions that call an operation, such as ``x-ms-capabilities``."""
_PACKAGE: Final = ("value-collection", "itemsPath", "value-path", "value-title", "itemValuePath", "itemTitlePath",
                   "itemFullTitlePath", "itemIsParent", "itemMediaTypePath", "selectableFilter")  # fmt: skip
_COLLECTIONS: Final = frozenset({"collection", "value-collection", "itemsPath"})
_GIVEN: Final = frozenset({"parameter", "parameterReference"})
"""Keys of the package whose value is the parameter, or the place in the body, that a lookup is given."""
_LEVELS: Final = ("open", "browse", "file-picker")
"""The levels of a tree, and the older picker."""
_LEVEL: Final = "value"
"""The list of a level in an answer where none is named."""
_SELECTED: Final = ("selectedItemValuePath", "value-property")
"""Keys of a tree that give a parameter the value at a path in the item that was picked."""
_PICKER: Final = "file-picker"
_PICKED: Final = ("value-collection", "value-title", "value-folder-property", "value-media-property")
"""Keys of the capability ``file-picker`` that are paths into the answers of its operations."""
_TRIGGER_VALUE: Final = "trigger-value"


class Lookup(Struct, frozen=True):
    """A lookup: its place, the operation that it calls, and its keys that hold paths into the answer."""

    path: Path
    value: Mapping[str, Any]
    operation: str
    keys: tuple[str, ...]


def lookups(value: Any, path: Path = ()) -> Iterator[Lookup]:
    """The lookups of a spec, those inside of others too."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from lookups(item, (*path, index))
    if not isinstance(value, dict):
        return
    if path and path[-1] in _SHORT and isinstance(value.get("operation"), str):
        yield Lookup(path, value, value["operation"], _SHORT[str(path[-1])])
    elif is_dynamic(path) and isinstance(value.get("operationId"), str):
        yield Lookup(path, value, value["operationId"], _PACKAGE)
    for key, item in value.items():
        yield from lookups(item, (*path, key))


def _all_lookups(spec: Mapping[str, Any]) -> Iterator[Lookup]:
    """The lookups of a spec, with those of the older picker of files and the values that polls bring back."""
    yield from lookups(spec)
    for operation, place, listed in listed_parameters(spec):
        key = key_of(listed)
        path: Path = place if key is None else ("parameters", key)
        value = value_at(spec, (*path, _TRIGGER_VALUE))
        if isinstance(value, dict):
            yield Lookup((*path, _TRIGGER_VALUE), value, operation, ("value-collection", "value-path"))
    path = ("x-ms-capabilities", _PICKER)
    picker, opened = value_at(spec, path), value_at(spec, (*path, "open", "operationId"))
    if isinstance(picker, dict) and isinstance(opened, str):
        yield Lookup(path, picker, opened, _PICKED)
        for place, value in _pickers(spec):
            yield Lookup(place, value, opened, ("value-path",))


def _pickers(value: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The dropdowns that are filled by the picker of files."""
    if isinstance(value, dict) and is_dynamic(path) and value.get("capability") == _PICKER:
        yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from _pickers(item, (*path, key))


def is_dynamic(path: Path) -> bool:
    """Whether a path leads into one of the extensions as the package has them."""
    return any(isinstance(step, str) and step.startswith(_DYNAMIC) for step in path[-3:])


def is_argument(path: Path) -> bool:
    """Whether a path leads to what a lookup gives a parameter of the operation that it calls."""
    return len(path) > 2 and (path[-2] == "with" or (path[-2] == "parameters" and is_dynamic(path[:-2])))


def is_given(path: Path) -> bool:
    """Whether the text at a path may name the parameter, or the place in the body, that a lookup is given."""
    return path[-2:-1] == ("with",) or (path[-1] in _GIVEN and is_argument(path[:-1]))


def calls_to(spec: Mapping[str, Any], path: Path) -> str | None:
    """The operation that the lookup at a path calls; ``None`` if the path leads to no lookup."""
    value: Any = spec
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value.get("operation", value.get("operationId")) if isinstance(value, dict) else None


def callers_at(spec: Mapping[str, Any], path: Path) -> set[str]:
    """The operations for which a lookup at a path is filled."""
    root, name = path[0], str(path[1])
    if root in SECTIONS:
        return {operation_id(name, (spec.get(str(root)) or {}).get(path[1]))}
    if root == "definitions":
        return users_of_definition(spec, name)
    if root == "parameters":
        return operations_with(spec, Thing("parameter", name))
    return {operation for operation, entry in operations(spec) if root != "paths" or path_of(entry) == name}


def given_edits(node: FileNode, spec: Mapping[str, Any], thing: Thing, new: str) -> Iterator[Edit]:
    """The edit of what a lookup is given, if it is the property: its path in the body, or its name alone."""
    path, text = node.path, node.text
    if text is None or thing.name not in text or not is_given(path):
        return
    callers = callers_at(spec, path)
    if "/" in text:
        first, *steps = text.split("/")
        found = [properties_on(spec, body_of(spec, caller), steps) for caller in callers]
        hits = [index + 1 for index in range(len(steps)) if {one[index] for one in found} - {None} == {thing.place}]
        if hits:
            yield scalar(node.value, with_new_steps((first, *steps), hits, new))
    elif path[-1] == "parameter" and text == thing.name and not callers & sending(spec, text):
        owner = str(thing.owner)
        leading = users_of_definition(spec, owner) if thing.place[0] == "definitions" else {owner}
        if callers and callers <= leading:
            yield scalar(node.value, new)


def answer_paths(spec: Mapping[str, Any], thing: Thing) -> dict[Path, Callable[[str], str]]:
    """The places of lookups that read a property of an answer, each with what makes the new path of a new name."""
    found: dict[Path, Callable[[str], str]] = {}
    for lookup in _all_lookups(spec):
        answer = answer_of(spec, lookup.operation)
        picks = lookup.path[-1] in _LEVELS or "capability" in lookup.value
        level = (
            picks and not _COLLECTIONS & lookup.value.keys() and property_at(spec, answer, _LEVEL) if answer else None
        )
        start: tuple[str, ...] = (_LEVEL,) if level else ()
        for path, written in _paths_in(lookup):
            steps = tuple(written.split("/"))
            hits = [index - len(start) for index in hits_in(spec, answer, (*start, *steps), thing)]
            if any(index >= 0 for index in hits):
                found[path] = partial(with_new_steps, steps, hits)
            if path[-1] in _COLLECTIONS:
                start = steps
    return found


def _paths_in(lookup: Lookup) -> Iterator[tuple[Path, str]]:
    """The texts of a lookup that are paths into the answer, that of the collection first."""
    places: list[Path] = [(key,) for key in lookup.keys]
    given = lookup.value.get("parameters")
    places += [("parameters", name, key) for name in given or () for key in _SELECTED]
    for place in places:
        written = value_at(lookup.value, place)
        if isinstance(written, str):
            yield (*lookup.path, *place), written


def with_new_steps(steps: tuple[str, ...], hits: list[int], new: str) -> str:
    """A path with a new name at some of its steps."""
    return "/".join(new if index in hits else step for index, step in enumerate(steps))

"""Who uses what is renamed: operations that have a parameter or lead to a definition, and the schemas they exchange."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from connectorsmith.language.types import ARRAY_OF
from connectorsmith.renaming.edits import Path
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id
from connectorsmith.renaming.schema_paths import properties_on


def operations(spec: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The operations of a spec with their ids."""
    yield from ((operation, entry) for operation, _, entry in placed_operations(spec))


def placed_operations(spec: Mapping[str, Any]) -> Iterator[tuple[str, Path, Mapping[str, Any]]]:
    """The operations of a spec, each with its id and its path."""
    for section in SECTIONS:
        for key, entry in (spec.get(section) or {}).items():
            if isinstance(entry, dict):
                yield operation_id(key, entry), (section, str(key)), entry


def path_of(entry: Mapping[str, Any]) -> str:
    """The path of an operation's call."""
    return str(entry.get("call", "")).partition(" ")[2]


def operations_with(spec: Mapping[str, Any], parameter: Thing) -> set[str]:
    """The operations that a parameter belongs to.

    An operation of the same path has the parameter too if it is a variable of the path: in a package the operations
    are below one path, which has one name for each of its variables.
    """
    own = _having(spec, parameter)
    paths = {operation: path_of(entry) for operation, entry in operations(spec)}
    shared = {path for operation, path in paths.items() if operation in own and f"{{{parameter.name}}}" in path}
    return own | {operation for operation, path in paths.items() if path in shared}


def _having(spec: Mapping[str, Any], parameter: Thing) -> set[str]:
    """The operations whose list, or that of their path, has a parameter."""
    if parameter.owner and not is_of_path(spec, parameter):
        return {parameter.owner}
    if parameter.owner:
        path = _path_of_id(spec, parameter.owner)
        return {operation for operation, entry in operations(spec) if path_of(entry) == path}
    return {operation for operation, _, listed in listed_parameters(spec) if key_of(listed) == parameter.name}


def _path_of_id(spec: Mapping[str, Any], operation: str) -> str:
    return next((path_of(entry) for known, entry in operations(spec) if known == operation), "")


def is_of_path(spec: Mapping[str, Any], parameter: Thing) -> bool:
    """Whether a parameter is written at the path of its operation, and not in the operation."""
    found = [path for operation, path, listed in listed_parameters(spec)
             if operation == parameter.owner and isinstance(listed, dict)
             and listed.get("name") == parameter.name]  # fmt: skip
    return bool(found) and all(path[0] == "paths" for path in found)


def listed_parameters(spec: Mapping[str, Any]) -> Iterator[tuple[str, Path, Any]]:
    """The entries of the lists of parameters, those of paths for each operation, with the operation and their path."""
    for operation, path, entry in placed_operations(spec):
        yield from ((operation, place, listed) for place, listed in _lists_of(spec, path, entry))


def _lists_of(spec: Mapping[str, Any], path: Path, entry: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    """The entries of the lists of parameters of one operation and of its path, each with the path of its place."""
    item = (spec.get("paths") or {}).get(path_of(entry))
    own = ((*path, "parameters"), entry.get("parameters"))
    shared = (("paths", path_of(entry), "parameters"), item.get("parameters") if isinstance(item, dict) else None)
    for place, listed in (own, shared):
        yield from (((*place, index), one) for index, one in enumerate(listed or ()))


def key_of(listed: Any) -> str | None:
    """The key of the shared parameter that an entry of a list uses."""
    found = listed.get("use") if isinstance(listed, dict) else listed
    return found if isinstance(found, str) else None


def sent_as(spec: Mapping[str, Any], listed: Any) -> tuple[str | None, str | None]:
    """The name and the place, such as ``query``, with which an entry of a list of parameters is sent."""
    key = key_of(listed)
    shared = (spec.get("parameters") or {}).get(key) if key is not None else None
    forms = [form for form in (listed, shared) if isinstance(form, dict)]
    name = next((form["name"] for form in forms if "name" in form), key)
    place = next((form["in"] for form in forms if "in" in form), None)
    return name if isinstance(name, str) else None, place if isinstance(place, str) else None


def places_of(spec: Mapping[str, Any], parameter: Thing) -> set[str]:
    """Where a parameter is sent: ``header``, ``query``, ``path`` or ``formData``; a use of a shared one may differ."""
    shared = (spec.get("parameters") or {}).get(parameter.name) if parameter.owner is None else None
    found = {shared.get("in")} if isinstance(shared, dict) else set()
    for operation, _, listed in listed_parameters(spec):
        own = operation == parameter.owner and isinstance(listed, dict) and listed.get("name") == parameter.name
        if own or (parameter.owner is None and key_of(listed) == parameter.name):
            found.add(sent_as(spec, listed)[1])
    return {place for place in found if isinstance(place, str)}


def sending(spec: Mapping[str, Any], name: str, places: set[str] | None = None) -> set[str]:
    """The operations with a parameter that is sent under this name, at one of the places if any are given."""
    found = set()
    for operation, _, listed in listed_parameters(spec):
        sent, place = sent_as(spec, listed)
        same = sent == name or (place == "header" and (sent or "").casefold() == name.casefold())
        if same and (places is None or place in places):
            found.add(operation)
    return found


def running(spec: Mapping[str, Any], file: str) -> set[str | None]:
    """The operations whose custom code has a C# file in it; ``None`` among them for a recipe that several share."""
    found: set[str | None] = {operation for operation, entry in operations(spec) if _has_file(entry, file)}
    return {*found, None} if not found or _has_file({"script": spec.get("recipes")}, file) else found


def _has_file(value: Any, file: str) -> bool:
    """Whether a snippet inside a value names a file."""
    if isinstance(value, dict):
        snippet = value.get("snippet")
        if isinstance(snippet, dict) and snippet.get("file") == file:
            return True
        return any(_has_file(item, file) for item in value.values())
    return isinstance(value, list) and any(_has_file(item, file) for item in value)


def users_of_recipe(spec: Mapping[str, Any], name: str) -> set[str]:
    """The operations that list a shared recipe."""
    return {operation for operation, entry in operations(spec) if name in (entry.get("script") or [])}


def users_of_definition(spec: Mapping[str, Any], name: str) -> set[str]:
    """The operations whose texts lead to a definition by its name, straight or by way of other definitions."""
    naming: dict[str, list[str]] = {}
    for key, value in (spec.get("definitions") or {}).items():
        for named in _names_in(value):
            naming.setdefault(named, []).append(key)
    leading, waiting = {name}, [name]
    while waiting:
        more = [key for key in naming.get(waiting.pop(), ()) if key not in leading]
        leading.update(more)
        waiting += more
    return {operation for operation, entry in operations(spec) if leading & _names_in(entry)}


def _names_in(value: Any) -> set[str]:
    """The texts inside a value, as names of definitions."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            found.add(one.removeprefix(ARRAY_OF).removeprefix("#/definitions/"))
    return found


def _entry(spec: Mapping[str, Any], operation: Any) -> tuple[Path, Mapping[str, Any]] | None:
    """The path and the value of an operation."""
    return next(((path, entry) for known, path, entry in placed_operations(spec) if known == operation), None)


def answer_of(spec: Mapping[str, Any], operation: Any) -> Path | None:
    """The path of the schema of an operation's first success."""
    found = _entry(spec, operation)
    responses = found[1].get("responses") if found else None
    codes = sorted(code for code in map(str, responses or ()) if code.startswith("2") and code.isdecimal())
    return (*found[0], "responses", codes[0]) if found and codes else None


def body_of(spec: Mapping[str, Any], operation: Any) -> Path | None:
    """The path of the schema of an operation's body."""
    found = _entry(spec, operation)
    if found is None:
        return None
    path, entry = found
    if "body" in entry:
        return (*path, "body")
    for place, listed in _lists_of(spec, path, entry):
        if sent_as(spec, listed)[1] == "body":
            key = key_of(listed)
            return place if key is None else ("parameters", key)
    return None


def notification_of(spec: Mapping[str, Any], operation: Any) -> Path | None:
    """The path of the schema of what the webhook of an operation sends."""
    found = _entry(spec, operation)
    if found is None:
        return None
    path, entry = found
    return (*path, "notification") if "notification" in entry else ("paths", path_of(entry), "notification")


def hits_in(spec: Mapping[str, Any], start: Path | None, steps: Sequence[str | int], thing: Thing) -> list[int]:
    """The indices of the steps into a schema that are the property; ``*`` and an index lead to an item of a list."""
    return [index for index, place in enumerate(properties_on(spec, start, steps)) if place == thing.place]

"""Who uses what is renamed: operations that list a shared parameter, and the schemas that hold a property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from connectorsmith.language.types import ARRAY_OF
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id


def operations_with(spec: Mapping[str, Any], parameter: Thing) -> set[str]:
    """The operations that a parameter belongs to.

    An operation of the same path has the parameter too if it is a variable of the path: in a package the operations
    are below one path, which has one name for each of its variables.
    """
    own = {parameter.owner} if parameter.owner else _listing(spec, parameter.name)
    paths = {operation: str(entry.get("call", "")).partition(" ")[2] for operation, entry in operations(spec)}
    shared = {path for operation, path in paths.items() if operation in own and f"{{{parameter.name}}}" in path}
    return own | {operation for operation, path in paths.items() if path in shared}


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


def _listing(spec: Mapping[str, Any], parameter: str) -> set[str]:
    """The operations that list a shared parameter."""
    return {
        operation
        for operation, entry in operations(spec)
        for listed in entry.get("parameters") or []
        if listed == parameter or (isinstance(listed, dict) and listed.get("use") == parameter)
    }


def operations(spec: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The operations of a spec with their ids."""
    for section in SECTIONS:
        for key, entry in (spec.get(section) or {}).items():
            if isinstance(entry, dict):
                yield operation_id(key, entry), entry


def places_of(spec: Mapping[str, Any], parameter: Thing) -> set[str]:
    """Where a parameter is sent: ``header``, ``query``, ``path`` or ``formData``; a use of a shared one may differ."""
    if parameter.owner is None:
        shared = (spec.get("parameters") or {}).get(parameter.name)
        found = {shared.get("in")} if isinstance(shared, dict) else set()
        used = [one for _, entry in operations(spec) for one in entry.get("parameters") or []
                if isinstance(one, dict) and one.get("use") == parameter.name]  # fmt: skip
    else:
        found = set()
        used = [one for operation, entry in operations(spec) for one in entry.get("parameters") or []
                if operation == parameter.owner and isinstance(one, dict)
                and one.get("name") == parameter.name]  # fmt: skip
    return {place for place in (*found, *(one.get("in") for one in used)) if isinstance(place, str)}


def users_of_recipe(spec: Mapping[str, Any], name: str) -> set[str]:
    """The operations that list a shared recipe."""
    return {operation for operation, entry in operations(spec) if name in (entry.get("script") or [])}


def sending(spec: Mapping[str, Any], name: str) -> set[str]:
    """The operations with a parameter that is sent under this name."""
    shared = spec.get("parameters") or {}
    found = set()
    for operation, entry in operations(spec):
        for listed in entry.get("parameters") or []:
            key = listed.get("use") if isinstance(listed, dict) else listed
            own = (shared.get(key) or {}).get("name", key) if isinstance(key, str) else listed.get("name")
            if own == name:
                found.add(operation)
    return found


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


def answer_of(spec: Mapping[str, Any], operation: Any) -> Any:
    """The schema of an operation's first success, as it is written."""
    for known, entry in operations(spec):
        if known == operation:
            responses = entry.get("responses") or {}
            codes = sorted(str(code) for code in responses if str(code).startswith("2"))
            return next((responses.get(code, responses.get(int(code))) for code in codes if code.isdigit()), None)
    return None


def body_of(spec: Mapping[str, Any], operation: Any) -> Any:
    """The schema of an operation's body, as it is written."""
    return next((entry.get("body") for known, entry in operations(spec) if known == operation), None)


def hits_in(spec: Mapping[str, Any], schema: Any, steps: Sequence[str], thing: Thing) -> list[int]:
    """The indices of the steps into a schema that are the property; ``*`` and an index lead to an item of a list."""
    return [
        index
        for index, step in enumerate(steps)
        if step == thing.name and holder_of(spec, schema, _without_items(steps[:index])) == thing.owner
    ]


def _without_items(steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(step for step in steps if step != "*" and not step.isdigit())


def holder_of(spec: Mapping[str, Any], schema: Any, steps: tuple[str, ...]) -> str | None:
    """The name of the definition that steps into a schema lead to; ``None`` if they lead to none by name."""
    name: str | None = None
    for step in (*steps, None):
        schema, name = _resolved(spec, schema)
        if step is None:
            return name
        properties = schema.get("properties") if isinstance(schema, dict) else None
        schema = properties.get(step) if isinstance(properties, dict) else None
    return None


def _resolved(spec: Mapping[str, Any], schema: Any) -> tuple[Any, str | None]:
    """A schema without the names, lists and wrappers around it, and the name of the definition that it is."""
    name: str | None = None
    seen: set[str] = set()
    while True:
        if isinstance(schema, dict) and "schema" in schema:
            schema = schema["schema"]
        elif isinstance(schema, dict) and "items" in schema:
            schema, name = schema["items"], None
        elif isinstance(schema, dict) and isinstance(schema.get("type"), str) and _is_named(spec, schema["type"]):
            schema = schema["type"]
        elif isinstance(schema, str) and _is_named(spec, schema) and schema not in seen:
            seen.add(schema)
            name = schema.removeprefix(ARRAY_OF)
            schema = spec["definitions"][name]
        else:
            return schema, name


def _is_named(spec: Mapping[str, Any], name: str) -> bool:
    return name.removeprefix(ARRAY_OF) in (spec.get("definitions") or {})

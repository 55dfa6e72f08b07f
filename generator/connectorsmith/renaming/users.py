"""Who uses what is renamed: operations that list a shared parameter, and lookups that read a property."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from connectorsmith.language.types import ARRAY_OF
from connectorsmith.renaming.edits import Path
from connectorsmith.renaming.names import SECTIONS, Thing, operation_id

_LOOKUPS: Final = {"options": ("collection", "value", "title"), "fields": ("path",)}
"""The words that call an operation, and their keys that hold a path into its answer."""


def operations_with(spec: Mapping[str, Any], parameter: Thing) -> set[str]:
    """The operations that a parameter belongs to.

    An operation of the same path has the parameter too if it is a variable of the path: in a package the operations
    are below one path, which has one name for each of its variables.
    """
    own = {parameter.owner} if parameter.owner else _listing(spec, parameter.name)
    paths = {operation: str(entry.get("call", "")).partition(" ")[2] for operation, entry in _operations(spec)}
    shared = {path for operation, path in paths.items() if operation in own and f"{{{parameter.name}}}" in path}
    return own | {operation for operation, path in paths.items() if path in shared}


def running(spec: Mapping[str, Any], file: str) -> set[str | None]:
    """The operations whose custom code has a C# file in it; ``None`` among them for a recipe that several share."""
    found: set[str | None] = {operation for operation, entry in _operations(spec) if _has_file(entry, file)}
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
        for operation, entry in _operations(spec)
        for listed in entry.get("parameters") or []
        if listed == parameter or (isinstance(listed, dict) and listed.get("use") == parameter)
    }


def _operations(spec: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The operations of a spec with their ids."""
    for section in SECTIONS:
        for key, entry in (spec.get(section) or {}).items():
            if isinstance(entry, dict):
                yield operation_id(key, entry), entry


def calls_to(spec: Mapping[str, Any], path: Path) -> str | None:
    """The operation that the lookup at a path calls; ``None`` if the path leads to no lookup."""
    value: Any = spec
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value.get("operation") if isinstance(value, dict) else None


def options_paths(spec: Mapping[str, Any], definition: str, name: str) -> dict[Path, Callable[[str], str]]:
    """The places of lookups that read a property of a definition, each with what makes the new path of a new name."""
    found: dict[Path, Callable[[str], str]] = {}
    for path, word, lookup in _lookups(spec, ()):
        answer = answer_of(spec, lookup.get("operation"))
        start: tuple[str, ...] = ()
        for key in _LOOKUPS[word]:
            written = lookup.get(key)
            if not isinstance(written, str):
                continue
            steps = tuple(written.split("/"))
            hits = [index for index, step in enumerate(steps)
                    if step == name and holder_of(spec, answer, (*start, *steps[:index])) == definition]  # fmt: skip
            if hits:
                found[(*path, key)] = partial(_replaced, steps, hits)
            if key == "collection":
                start = steps
    return found


def _replaced(steps: tuple[str, ...], hits: list[int], new: str) -> str:
    return "/".join(new if index in hits else step for index, step in enumerate(steps))


def _lookups(value: Any, path: Path) -> Iterator[tuple[Path, str, Mapping[str, Any]]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in _LOOKUPS and isinstance(item, dict):
                yield (*path, key), key, item
            yield from _lookups(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _lookups(item, (*path, index))


def answer_of(spec: Mapping[str, Any], operation: Any) -> Any:
    """The schema of an operation's first success, as it is written."""
    for known, entry in _operations(spec):
        if known == operation:
            responses = entry.get("responses") or {}
            codes = sorted(str(code) for code in responses if str(code).startswith("2"))
            return next((responses.get(code, responses.get(int(code))) for code in codes if code.isdigit()), None)
    return None


def body_of(spec: Mapping[str, Any], operation: Any) -> Any:
    """The schema of an operation's body, as it is written."""
    return next((entry.get("body") for known, entry in _operations(spec) if known == operation), None)


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

"""Where steps into a schema lead in a spec as it is written: through types, references, lists and bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from connectorsmith.language.types import ARRAY_OF
from connectorsmith.renaming.edits import Path

_INNER: Final = ("schema", "items")
"""Keys whose value is the schema that steps go on from."""
_ROOTS: Final = ("definitions", "responses")
"""Sections of a spec that ``$ref`` leads to for a schema."""


def value_at(spec: Any, path: Path) -> Any:
    """The value at a path; ``None`` if there is nothing. Status codes match as numbers and as texts."""
    value = spec
    for key in path:
        if isinstance(value, Mapping):
            number = int(key) if isinstance(key, str) and key.isdecimal() else key
            value = value.get(key, value.get(number))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def schema_at(spec: Mapping[str, Any], path: Path) -> Path:
    """The path of the schema proper, behind the names, references, lists and wrappers at a path."""
    seen: set[Path] = set()
    further: Path | None = path
    while further is not None and further not in seen:
        path = further
        seen.add(path)
        further = _further(spec, path)
    return path


def _further(spec: Mapping[str, Any], path: Path) -> Path | None:
    """Where a value at a path points to; ``None`` if it is the schema itself."""
    value = value_at(spec, path)
    if isinstance(value, str):
        return _definition(spec, value)
    if not isinstance(value, dict):
        return None
    for key in _INNER:
        if key in value:
            return (*path, key)
    reference, used, kind = value.get("$ref"), value.get("use"), value.get("type")
    if isinstance(reference, str):
        root, _, name = reference.removeprefix("#/").partition("/")
        return (root, name.replace("~1", "/").replace("~0", "~")) if root in _ROOTS else None
    if isinstance(used, str) and "properties" not in value:
        return ("shared", used)
    return _definition(spec, kind) if isinstance(kind, str) else None


def _definition(spec: Mapping[str, Any], name: str) -> Path | None:
    while name.startswith(ARRAY_OF):
        name = name.removeprefix(ARRAY_OF)
    return ("definitions", name) if name in (spec.get("definitions") or {}) else None


def property_at(spec: Mapping[str, Any], path: Path, name: str) -> Path | None:
    """The path at which the schema at a path, or a base of it, has a property; ``None`` if it has none."""
    seen: set[Path] = set()
    waiting = [schema_at(spec, path)]
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        value = value_at(spec, place)
        if not isinstance(value, dict):
            continue
        properties, bases = value.get("properties"), value.get("allOf")
        if isinstance(properties, dict) and name in properties:
            return (*place, "properties", name)
        inner = [schema_at(spec, (*place, "allOf", index)) for index in range(len(bases or ()))]
        waiting += reversed(inner)
    return None


def properties_on(spec: Mapping[str, Any], start: Path | None, steps: Sequence[str | int]) -> list[Path | None]:
    """The path of the property that each step leads to; ``None`` for ``*``, an index, and what leads nowhere."""
    found: list[Path | None] = []
    place = start
    for step in steps:
        here = None if place is None else property_at(spec, place, str(step))
        found.append(here)
        if here is None and not is_item(step):
            place = None
        elif here is not None:
            place = here
    return found


def is_item(step: str | int) -> bool:
    """Whether a step leads to an item of a list."""
    return isinstance(step, int) or step == "*" or step.isdecimal()


def place_of_steps(spec: Mapping[str, Any], start: Path | None, steps: Sequence[str | int]) -> Path | None:
    """The path of the value that all steps lead to; ``None`` if they lead nowhere."""
    found = properties_on(spec, start, steps)
    if any(place is None and not is_item(step) for place, step in zip(found, steps, strict=True)):
        return None
    return next((place for place in reversed(found) if place is not None), start)


def written_properties(spec: Mapping[str, Any], start: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The properties written inside a value, outer ones first: each with its path, and the names that lead to it."""
    waiting: list[tuple[Path, tuple[str, ...]]] = [(start, ())]
    while waiting:
        path, names = waiting.pop()
        value = value_at(spec, path)
        if not isinstance(value, dict):
            continue
        properties = value.get("properties")
        inner: list[tuple[Path, tuple[str, ...]]] = []
        for name in properties if isinstance(properties, dict) else ():
            inner.append(((*path, "properties", str(name)), (*names, str(name))))
        yield from inner
        keys = (*_INNER, "additionalProperties")
        inner += [((*path, key), names) for key in keys if isinstance(value.get(key), dict)]
        bases = value.get("allOf")
        inner += [((*path, "allOf", index), names) for index in range(len(bases) if isinstance(bases, list) else 0)]
        waiting += reversed(inner)

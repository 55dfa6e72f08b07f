"""How far a connector is over the limits of the platform, and how its API can be split into several connectors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from connectorsmith.model import METHODS
from connectorsmith.model.files import DEFINITION_BYTES

MOST_OPERATIONS: Final = 256
"""https://learn.microsoft.com/en-us/connectors/custom-connectors/faq."""
_PREFIX: Final = "#/definitions/"
_FULL: Final = 0.8
"""How much of the bytes a proposal uses, since a part has keys that the whole has once."""


class SplitPart(Struct, frozen=True):
    """One of the connectors of a split: the globs that choose its operations, and how many these are."""

    globs: tuple[str, ...]
    operations: int


class _Operation(Struct, frozen=True):
    path: str
    tag: str
    size: int
    uses: frozenset[str]


def over_limits(definition: Mapping[str, Any]) -> list[str]:
    """What is larger than the platform allows, and by how much."""
    number = sum(1 for _ in _operations(definition))
    size = _size(definition)
    found = []
    if number > MOST_OPERATIONS:
        found.append(f"{number:,} operations, {number - MOST_OPERATIONS:,} more than the {MOST_OPERATIONS} allowed")
    if size > DEFINITION_BYTES:
        more = size - DEFINITION_BYTES
        found.append(f"a definition of {size:,} bytes, {more:,} more than the {DEFINITION_BYTES:,} allowed")
    return found


def split(definition: Mapping[str, Any]) -> list[SplitPart]:
    """Connectors that each fit: tags together while they fit, and tags that do not by their paths."""
    operations = [_measured(path, one, definition) for path, one in _operations(definition)]
    sizes = {name: _size(one) for name, one in definition.get("definitions", {}).items()}
    groups: list[tuple[tuple[str, ...], list[_Operation]]] = []
    for tag, members in _grouped(operations, lambda one: one.tag).items():
        if tag and _fits(members, sizes):
            groups.append(((tag,), members))
        else:
            groups += _by_path(members, 1, sizes)
    packed: list[tuple[tuple[str, ...], list[_Operation]]] = []
    for globs, members in sorted(groups, key=lambda group: -len(group[1])):
        for index, (others, held) in enumerate(packed):
            if _fits([*held, *members], sizes):
                packed[index] = ((*others, *globs), [*held, *members])
                break
        else:
            packed.append((globs, members))
    return [SplitPart(globs, len(members)) for globs, members in packed]


def _by_path(
    operations: list[_Operation], depth: int, sizes: Mapping[str, int]
) -> Iterator[tuple[tuple[str, ...], list[_Operation]]]:
    """Groups by the first segments of the path: as few segments as make them fit."""
    for prefix, members in _grouped(operations, lambda one: "/".join(one.path.split("/")[: depth + 1])).items():
        longer = any(one.path.count("/") > depth for one in members)
        if _fits(members, sizes) or not longer:
            yield (prefix, *((f"{prefix}/*",) if longer else ())), members
        else:
            yield from _by_path(members, depth + 1, sizes)


def _grouped(operations: Iterable[_Operation], key: Callable[[_Operation], str]) -> dict[str, list[_Operation]]:
    found: dict[str, list[_Operation]] = {}
    for one in operations:
        found.setdefault(key(one), []).append(one)
    return found


def _fits(operations: list[_Operation], sizes: Mapping[str, int]) -> bool:
    used = frozenset().union(*(one.uses for one in operations))
    size = sum(one.size for one in operations) + sum(sizes[name] for name in used)
    return len(operations) <= MOST_OPERATIONS and size <= DEFINITION_BYTES * _FULL


def _operations(definition: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in definition.get("paths", {}).items():
        yield from ((path, item[method]) for method in METHODS if method in item)


def _measured(path: str, operation: dict[str, Any], definition: Mapping[str, Any]) -> _Operation:
    definitions = definition.get("definitions", {})
    used: set[str] = set()
    waiting: list[Any] = [operation]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).removeprefix(_PREFIX)
            if name in definitions and name not in used:
                used.add(name)
                waiting.append(definitions[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    tags = operation.get("tags") or [""]
    return _Operation(path, str(tags[0]), _size(operation), frozenset(used))


def _size(value: Any) -> int:
    """The bytes of a value in a definition as it is generated."""
    return len(json.dumps(value, indent=2))

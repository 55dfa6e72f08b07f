"""How far a connector is over the limits of the platform, and how its API can be split into several connectors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from glob import escape
from typing import Any, Final

from msgspec import Struct

from connectorsmith.model import METHODS
from connectorsmith.model.files import DEFINITION_BYTES

MOST_OPERATIONS: Final = 256
"""https://learn.microsoft.com/en-us/connectors/custom-connectors/faq."""
_PREFIX: Final = "#/definitions/"
_FULL: Final = 0.8
"""How much of the bytes a proposal uses, since a part has keys that the whole has once."""
_OPEN: Final = 8
"""How many parts, the newest ones, a group of operations is tried in, which bounds the work for each group."""
_DEEPEST: Final = 8
"""Segments of a path that tell operations apart; those that share them stay together."""
_MOST_USES: Final = 1_000_000
"""References to definitions that are followed for all operations together."""


class SplitPart(Struct, frozen=True):
    """One of the connectors of a split: the globs that choose its operations, and how many these are."""

    globs: tuple[str, ...]
    operations: int


class _Operation(Struct, frozen=True):
    path: str
    tag: str
    names: tuple[str, ...]
    """The id and the further tags, which a glob may meet too."""
    size: int
    uses: set[str]


class _Group(Struct):
    """Operations that stay together, their bytes with those of the definitions they use, and these definitions."""

    globs: list[str]
    operations: int
    size: int
    uses: set[str]

    def fits(self) -> bool:
        """Whether a connector can hold these operations."""
        return self.operations <= MOST_OPERATIONS and self.size <= DEFINITION_BYTES * _FULL

    def take(self, other: _Group, sizes: Mapping[str, int]) -> bool:
        """Add the operations of another group if both fit together."""
        shared = sum(sizes[name] for name in self.uses & other.uses)
        both = _Group(self.globs, self.operations + other.operations, self.size + other.size - shared, self.uses)
        if not both.fits():
            return False
        self.operations, self.size = both.operations, both.size
        self.globs += other.globs
        self.uses |= other.uses
        return True


def over_limits(definition: Mapping[str, Any]) -> list[str]:
    """The limits of the platform that are exceeded, and by how much."""
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
    """Connectors that each fit: tags together while they fit, and tags that do not by their paths.

    Empty if the operations use so many definitions that a proposal would take too long.
    """
    operations = _measured(definition)
    if operations is None:
        return []
    sizes = {name: _size(one) for name, one in definition.get("definitions", {}).items()}
    others = {name for one in operations for name in one.names}
    groups: list[_Group] = []
    for tag, members in _grouped(operations, lambda one: one.tag).items():
        group = _group((escape(tag) + (":*" if tag in others else ""),), members, sizes)
        groups += [group] if tag and group.fits() else _by_path(members, 1, sizes)
    packed: list[_Group] = []
    for group in sorted(groups, key=lambda one: -one.operations):
        if not any(one.take(group, sizes) for one in packed[-_OPEN:]):
            packed.append(group)
    return [SplitPart(tuple(group.globs), group.operations) for group in packed]


def _by_path(operations: list[_Operation], depth: int, sizes: Mapping[str, int]) -> Iterator[_Group]:
    """Groups of operations of one tag by the first segments of the path: as few segments as make them fit."""

    def prefix_of(one: _Operation) -> str:
        return "/".join(one.path.split("/", depth + 1)[: depth + 1])

    for prefix, members in _grouped(operations, prefix_of).items():
        longer = any(one.path.count("/") > depth for one in members)
        glob = f"{escape(members[0].tag)}:{escape(prefix)}"
        group = _group((glob, *((f"{glob}/*",) if longer else ())), members, sizes)
        if group.fits() or not longer or depth == _DEEPEST:
            yield group
        else:
            yield from _by_path(members, depth + 1, sizes)


def _grouped(operations: Iterable[_Operation], key: Callable[[_Operation], str]) -> dict[str, list[_Operation]]:
    found: dict[str, list[_Operation]] = {}
    for one in operations:
        found.setdefault(key(one), []).append(one)
    return found


def _group(globs: tuple[str, ...], operations: list[_Operation], sizes: Mapping[str, int]) -> _Group:
    uses = {name for one in operations for name in one.uses}
    size = sum(one.size for one in operations) + sum(sizes[name] for name in uses)
    return _Group([*globs], len(operations), size, uses)


def _operations(definition: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in definition.get("paths", {}).items():
        yield from ((path, item[method]) for method in METHODS if method in item)


def _measured(definition: Mapping[str, Any]) -> list[_Operation] | None:
    """The operations with all definitions that each of them uses; none if these are too many together."""
    direct = {name: _references(one) for name, one in definition.get("definitions", {}).items()}
    found: list[_Operation] = []
    left = _MOST_USES
    for path, operation in _operations(definition):
        used: set[str] = set()
        waiting = _references(operation)
        while waiting and left:
            left -= 1
            name = waiting.pop()
            if name in direct and name not in used:
                used.add(name)
                waiting += direct[name]
        tags = operation.get("tags") or [""]
        names = (str(operation.get("operationId", "")), *map(str, tags[1:]))
        found.append(_Operation(path, str(tags[0]), names, _size(operation), used))
    return found if left else None


def _references(value: Any) -> list[str]:
    """The definitions that a value names itself, each once."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", ""))
            if name.startswith(_PREFIX):
                found.add(name.removeprefix(_PREFIX))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return sorted(found)


def _size(value: Any) -> int:
    """The bytes of a value in a definition as it is generated."""
    return len(json.dumps(value, indent=2))

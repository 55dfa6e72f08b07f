"""How many schemas a schema is, and how deep, when the references in it are written out, as the platform does.

The written-out form is never made: references inside references can mean more schemas than fit into any memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from connectorsmith.analysis.memoize import memoized
from connectorsmith.analysis.schema_usage import content, own_schemas
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation
from connectorsmith.model.schema import Schema

COUNTED: Final = 10**9
"""Schemas up to which they are counted; the true number may have thousands of digits."""


def expanded_size(connector: Connector, schema: Schema) -> int:
    """How many schemas a schema is when its references are written out, at most ``COUNTED``."""
    inside = content(schema)
    if not inside.named:
        return min(inside.size, COUNTED)
    sizes = expanded_sizes(connector)
    return min(inside.size + sum(sizes.get(name, 0) for name in inside.named), COUNTED)


def shown_size(size: int) -> str:
    """A number of schemas in words."""
    return f"{COUNTED:,} schemas or more" if size >= COUNTED else f"{size:,} schemas"


@memoized
def operation_sizes(connector: Connector) -> tuple[tuple[Operation, int], ...]:
    """How many schemas the parameters and responses of each operation are, with references written out."""
    return tuple(
        (operation, sum(expanded_size(connector, schema) for schema in own_schemas(connector, operation)))
        for operation in connector.operations
    )


@memoized
def expanded_sizes(connector: Connector) -> dict[str, int]:
    """How many schemas each definition is when its references are written out; one in a circle ends the count."""
    own = {name: content(schema) for name, schema in (connector.definitions or {}).items()}
    sizes: dict[str, int] = {}
    for name in _innermost_first({name: inside.named for name, inside in own.items()}):
        size = own[name].size + sum(sizes.get(other, 0) for other in own[name].named)
        sizes.setdefault(name, min(size, COUNTED))
    return sizes


def expanded_depth(connector: Connector, schema: Schema) -> int:
    """How many schemas lie inside one another when references are written out; one in a circle ends the count."""
    depths = _expanded_depths(connector)
    return max(_reached(part, level, depths) for part, level in _levels(schema))


@memoized
def _expanded_depths(connector: Connector) -> dict[str, int]:
    definitions = connector.definitions or {}
    levels = {name: [*_levels(schema)] for name, schema in definitions.items()}
    named = {name: [part.definition or "" for part, _ in parts] for name, parts in levels.items()}
    depths: dict[str, int] = {}
    for name in _innermost_first(named):
        depths.setdefault(name, max(_reached(part, level, depths) for part, level in levels[name]))
    return depths


def _reached(part: Schema, level: int, depths: Mapping[str, int]) -> int:
    """How deep it goes at a schema; a definition takes the place of the reference to it."""
    return level - 1 + max(depths.get(part.definition or "", 1), 1)


def _levels(schema: Schema) -> Iterator[tuple[Schema, int]]:
    """A schema and those inside it, references not followed, each with how deep it is."""
    waiting = [(schema, 1)]
    while waiting:
        part, level = waiting.pop()
        yield part, level
        waiting += [(child, level + 1) for child in part.children()]


def _innermost_first(named: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The names of definitions, each after those that it names, but for the ones in a circle."""
    opened: set[str] = set()
    waiting = [*reversed([*named])]
    while waiting:
        name = waiting[-1]
        deeper = [other for other in named[name] if other in named and other not in opened]
        if name in opened or not deeper:
            opened.add(name)
            yield waiting.pop()
        else:
            opened.add(name)
            waiting += deeper

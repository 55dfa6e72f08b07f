"""Ways through a connector that several rules share, each linear in its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.all_parts import parts_of_schema, schemas_of_parameter, schemas_of_response
from connectorsmith.analysis.memoize import memoized, memoized_parts
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Response
from connectorsmith.model.schema import Schema

MOST_OPERATIONS: Final = 256
"""Operations that are followed into a definition; the platform takes as many in one connector."""


@memoized_parts
def placed_paths(connector: Connector) -> Iterator[tuple[str, Pointer]]:
    """Every path and its place: its key in a package, the first call of it in a spec."""
    for path, item in (connector.paths or {}).items():
        first = next(iter(item.operations.values()), None)
        yield path, first.at / "call" if first is not None and item.at.document == SPEC.document else item.at


def met_schemas(connector: Connector, wanted: Iterable[Schema]) -> Iterator[tuple[Operation, Schema]]:
    """Every wanted schema with each operation whose parameters or responses use it, directly or through definitions.

    Only the first ``MOST_OPERATIONS`` operations that use a definition are followed into it.
    """
    chosen = {id(schema) for schema in wanted}
    if not chosen:
        return
    definitions = connector.definitions or {}
    held = {name: _chosen(schema, chosen) for name, schema in definitions.items()}
    leading = definitions_leading_to(definitions, [name for name, parts in held.items() if parts])
    entered: Counter[str] = Counter()
    for operation in connector.operations:
        waiting: list[str] = []
        for schema in own_schemas(connector, operation):
            yield from ((operation, one) for one in _chosen(schema, chosen))
            waiting += content(schema).named
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen and name in leading and entered[name] < MOST_OPERATIONS:
                seen.add(name)
                entered[name] += 1
                yield from ((operation, one) for one in held[name])
                waiting += content(definitions[name]).named


def _chosen(schema: Schema, chosen: Container[int]) -> list[Schema]:
    """The parts of a schema whose identity is chosen."""
    return [part for part in parts_of_schema(schema) if id(part) in chosen]


def definitions_leading_to(definitions: Mapping[str, Schema], waiting: list[str]) -> set[str]:
    """The definitions that hold a wanted schema, which are ``waiting``, and those that lead to one of them."""
    users: dict[str, list[str]] = {}
    for name, schema in definitions.items():
        for used in content(schema).named:
            users.setdefault(used, []).append(name)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += users.get(name, ())
    return found


class Content(Struct, frozen=True):
    """How many schemas are written in a schema, itself included, and the definitions that they refer to."""

    size: int
    named: tuple[str, ...]


@memoized
def content(schema: Schema) -> Content:
    """Look through a schema."""
    parts = parts_of_schema(schema)
    named = [part.definition for part in parts if part.ref is not None]
    return Content(len(parts), tuple([name for name in named if name is not None]))


def own_schemas(connector: Connector, operation: Operation) -> Iterator[Schema]:
    """The schemas of the parameters and responses of an operation, those of shared ones included."""
    for parameter in parameters(connector, operation):
        yield from schemas_of_parameter(parameter)
    for _, response in answers(connector, operation):
        yield from schemas_of_response(response)


def answers(connector: Connector, operation: Operation) -> Iterable[tuple[str, Response]]:
    """The responses of an operation by their code, with references to shared ones followed."""
    written = (operation.responses or {}).items()
    return [(code, connector.response(response)) for code, response in written] if connector.responses else written

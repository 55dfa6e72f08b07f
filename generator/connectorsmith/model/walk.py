"""Ways through a connector that several rules share, each linear in its size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter, Response
from connectorsmith.model.parts import listed_parameters, schemas_of_parameter, schemas_of_response
from connectorsmith.model.remember import remember
from connectorsmith.model.schema import Schema
from connectorsmith.model.table import parameters


def placed_parameters(connector: Connector, operation: Operation) -> Iterator[tuple[Parameter, Pointer]]:
    """Every parameter of an operation, with references followed, and its place: first those of its path.

    A parameter of the path that the operation replaces is left out.
    """
    own = [(connector.parameter(parameter), at) for parameter, at in listed_parameters(operation)]
    taken = {(parameter.name, parameter.location) for parameter, _ in own}
    item = (connector.paths or {}).get(operation.path)
    for listed in (item.parameters if item else None) or ():
        parameter = connector.parameter(listed)
        if (parameter.name, parameter.location) not in taken:
            yield parameter, listed.at
    yield from own


def placed_paths(connector: Connector) -> Iterator[tuple[str, Pointer]]:
    """Every path and its place: its key in a package, the first call of it in a spec."""
    for path, item in (connector.paths or {}).items():
        first = next(iter(item.operations.values()), None)
        yield path, first.at / "call" if first is not None and item.at.document == SPEC.document else item.at


def met_schemas(connector: Connector, wanted: Callable[[Schema], bool]) -> Iterator[tuple[Operation, Schema]]:
    """Every wanted schema with each operation in whose parameters or responses it is met, through definitions too."""
    within = {name: _sorted_out(schema, wanted) for name, schema in (connector.definitions or {}).items()}
    for operation in connector.operations:
        waiting: list[str] = []
        for schema in own_schemas(connector, operation):
            found, further = _sorted_out(schema, wanted)
            yield from ((operation, one) for one in found)
            waiting += further
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen and name in within:
                seen.add(name)
                found, further = within[name]
                yield from ((operation, one) for one in found)
                waiting += further


def _sorted_out(schema: Schema, wanted: Callable[[Schema], bool]) -> tuple[list[Schema], list[str]]:
    """The wanted schemas inside a schema, and the definitions it refers to."""
    parts = list(schema.walk())
    return [part for part in parts if wanted(part)], [part.definition for part in parts if part.definition is not None]


def own_schemas(connector: Connector, operation: Operation) -> Iterator[Schema]:
    """The schemas of the parameters and responses of an operation, those of shared ones included."""
    for parameter in parameters(connector, operation):
        yield from schemas_of_parameter(parameter)
    for _, response in answers(connector, operation):
        yield from schemas_of_response(response)


def answers(connector: Connector, operation: Operation) -> Iterator[tuple[str, Response]]:
    """The responses of an operation by their code, with references to shared ones followed."""
    for code, response in (operation.responses or {}).items():
        yield code, connector.response(response)


def expanded_sizes(connector: Connector) -> dict[str, int]:
    """How many schemas each definition is when its references are written out; one in a circle ends the count."""
    return dict(_expanded(connector))


@remember
def _expanded(connector: Connector) -> Iterable[tuple[str, int]]:
    own = {name: _sorted_out(schema, lambda _: True) for name, schema in (connector.definitions or {}).items()}
    sizes: dict[str, int] = {}
    opened: set[str] = set()
    waiting = list(reversed(own))
    while waiting:
        name = waiting[-1]
        parts, named = own[name]
        deeper = [other for other in named if other in own and other not in opened]
        if name in opened or not deeper:
            opened.add(waiting.pop())
            sizes.setdefault(name, len(parts) + sum(sizes.get(other, 0) for other in named))
        else:
            opened.add(name)
            waiting += deeper
    return sizes.items()


def expanded_size(schema: Schema, sizes: Mapping[str, int]) -> int:
    """How many schemas a schema is when its references are written out, from the sizes of the definitions."""
    return sum(1 + sizes.get(part.definition or "", 0) for part in schema.walk())

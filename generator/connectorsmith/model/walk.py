"""Ways through a connector that several rules share, each linear in its size."""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import SPEC, Pointer
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter
from connectorsmith.model.parts import listed_parameters


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

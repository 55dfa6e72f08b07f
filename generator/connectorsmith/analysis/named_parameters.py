"""The parameters of an operation by their names, so that looking up each of many takes no search through all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.model.connector import Connector
from connectorsmith.model.operation import Operation, Parameter
from connectorsmith.model.schema import Schema

_LISTS = 10
"""Lists in lists that are looked into."""


class NamedParameters(Struct, frozen=True):
    """The first parameter of each name; whether a reference to one leads nowhere; those with values inside them."""

    by_name: Mapping[str, Parameter]
    incomplete: bool
    with_parts: tuple[Parameter, ...]


def named_parameters(connector: Connector, operation: Operation) -> NamedParameters:
    """The parameters of an operation, those of its path among them, by name."""
    known = _known(connector)
    key = operation.path, operation.method
    if key not in known:
        known[key] = _named(connector, parameters(connector, operation))
    return known[key]


@memoized
def _known(_: Connector) -> dict[tuple[str, str], NamedParameters]:
    """The results so far, by the path and method of the operation."""
    return {}


def _named(connector: Connector, listed: Iterable[Parameter]) -> NamedParameters:
    by_name: dict[str, Parameter] = {}
    incomplete = False
    with_parts: list[Parameter] = []
    for parameter in listed:
        incomplete = incomplete or parameter.ref is not None
        if parameter.name is not None:
            by_name.setdefault(parameter.name, parameter)
        if _has_parts(connector, parameter.content):
            with_parts.append(parameter)
    return NamedParameters(by_name, incomplete, tuple(with_parts))


def _has_parts(connector: Connector, schema: Schema) -> bool:
    """Whether a value may have others inside it; a list has those of its items."""
    inside = connector.resolve(schema)
    for _ in range(_LISTS):
        if inside.items is None or [*inside.children()] != [inside.items]:
            break
        inside = connector.resolve(inside.items)
    return next(inside.children(), None) is not None

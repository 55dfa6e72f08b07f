"""Parameters that a list has twice, for the rules on lists of operations and on lists of paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectorsmith.diagnostics import Pointer
from connectorsmith.model import Connector, Parameter

_Placed = tuple[Parameter, Pointer]


def duplicates(connector: Connector, listed: Iterable[_Placed]) -> Iterator[tuple[Parameter, Pointer, Pointer]]:
    """Every parameter with the name and the place (``in``) of an earlier one, its own place and that of the first."""
    first: dict[tuple[str, str], Pointer] = {}
    for parameter, at in listed:
        found = connector.parameter(parameter)
        if found.name is None or found.location in (None, "body"):
            continue
        key = (found.name, str(found.location))
        if key in first:
            yield found, at, first[key]
        first.setdefault(key, at)

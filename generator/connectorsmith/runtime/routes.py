"""Which operation a method and a path below a connection mean, and the values of its path parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.model import Connector, Operation

_VARIABLE = re.compile(r"\{([^{}]*)\}")


class Route(Struct, frozen=True):
    """An operation with the pattern of its path and the names of the parameters in it."""

    operation: Operation
    pattern: re.Pattern[str]
    names: tuple[str, ...]


def find_operation(connector: Connector, method: str, path: str) -> tuple[Operation, Mapping[str, str]] | None:
    """The operation for a call, and its path parameters as they were sent; the path with the most fixed text wins."""
    for route in _routes(connector).get(method.upper(), ()):
        match = route.pattern.fullmatch(path)
        if match is not None:
            return route.operation, dict(zip(route.names, match.groups(), strict=True))
    return None


@memoized
def _routes(connector: Connector) -> dict[str, list[Route]]:
    routes: dict[str, list[Route]] = {}
    for operation in sorted(connector.operations, key=lambda one: -len(_VARIABLE.sub("", one.path))):
        pieces = _VARIABLE.split(operation.path.partition("?")[0])
        pattern = "".join("([^/]*)" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
        route = Route(operation, re.compile(pattern), tuple(pieces[1::2]))
        routes.setdefault(operation.method.upper(), []).append(route)
    return routes

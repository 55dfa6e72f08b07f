"""Find the operation of a request that reaches the service; policies may have changed its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.model import METHODS, Connector, Operation
from connectorsmith.runtime.path_pattern import PathPattern
from connectorsmith.runtime.route import Route, find_route

_PLACE: Final = re.compile(r"@[A-Za-z.]{1,40}\([^()]{0,200}\)|\{[^{}]{0,200}\}")
"""A placeholder in the path of a policy: an expression, or a variable of the operation's path."""


class _Led(Struct, frozen=True):
    """A path to which a policy leads an operation."""

    path: PathPattern
    operation: Operation


def route_at_service(connector: Connector, method: str, path: str) -> Route | None:
    """The operation of a path at the service.

    The base path may be that of the definition, none, or another one, which a policy for the host gives.
    """
    below = _below_base(connector, path)
    found = find_route(connector, method, below)
    if found is not None:
        return found
    for one in _led(connector):
        if one.path.match(below) is not None or one.path.match(path) is not None:
            return Route(one.operation, {})
    return next((found for rest in _rests(path) if (found := find_route(connector, method, rest))), None)


def methods_at(connector: Connector, path: str) -> list[str]:
    """The methods that a path knows."""
    return [method.upper() for method in METHODS if route_at_service(connector, method, path) is not None]


def _below_base(connector: Connector, path: str) -> str:
    base = (connector.base_path or "").rstrip("/")
    return path[len(base) :] if base and path.startswith(f"{base}/") else path


def _rests(path: str) -> Iterator[str]:
    """The path without its first segment, without its first two, and so on."""
    pieces = path.split("/")
    return ("/" + "/".join(pieces[count:]) for count in range(2, len(pieces)))


@memoized
def _led(connector: Connector) -> tuple[_Led, ...]:
    found = []
    for policy in connector.policies:
        path = (policy.parameters or {}).get("newPath")
        if policy.template.lower() == "routerequesttoendpoint" and isinstance(path, str):
            pattern = PathPattern(_PLACE.split(path.partition("?")[0]))
            operations = map(connector.operation, policy.operations or ())
            found += [_Led(pattern, operation) for operation in operations if operation is not None]
    return tuple(found)

"""Find the operation of a request by its method and its path as sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from connectorsmith.analysis.memoize import memoized
from connectorsmith.model import Connector, Operation
from connectorsmith.runtime.path_pattern import PathPattern

_VARIABLE = re.compile(r"\{([^{}]*)\}")


class Route(Struct, frozen=True):
    """An operation, and the values of the variables in its path, encoded as they were sent."""

    operation: Operation
    variables: Mapping[str, str]


class _Pattern(Struct, frozen=True):
    """A path of the definition with its variables; ``literal`` counts its fixed characters."""

    operation: Operation
    names: tuple[str, ...]
    path: PathPattern
    literal: int


def find_route(connector: Connector, method: str, path: str) -> Route | None:
    """The operation of a path below the connector's base path; of several, the one with most fixed characters.

    A slash at the end may be there or not, and fixed characters may be encoded.
    """
    candidates = _patterns(connector).get(method.lower(), ())
    other = path[:-1] if path.endswith("/") else f"{path}/"
    for sent in (path, other):
        for one in candidates:
            found = one.path.match(sent)
            if found is not None:
                return Route(one.operation, dict(zip(one.names, found, strict=True)))
    for one in candidates if "%" in path else ():
        found = one.path.match(unquote(path))
        found = one.path.match(unquote(other)) if found is None else found
        if found is not None:
            encoded = (quote(value, safe="") for value in found)
            return Route(one.operation, dict(zip(one.names, encoded, strict=True)))
    return None


@memoized
def _patterns(connector: Connector) -> dict[str, tuple[_Pattern, ...]]:
    """The paths of each method, those with most fixed characters first."""
    found: dict[str, list[_Pattern]] = {}
    for operation in connector.operations:
        found.setdefault(operation.method.lower(), []).append(_pattern(operation))
    return {method: tuple(sorted(listed, key=lambda one: -one.literal)) for method, listed in found.items()}


def _pattern(operation: Operation) -> _Pattern:
    path = operation.path.partition("?")[0].partition("#")[0]
    pieces = _VARIABLE.split(path)
    return _Pattern(operation, tuple(pieces[1::2]), PathPattern(pieces[::2]), len("".join(pieces[::2])))

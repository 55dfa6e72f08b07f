"""What many checks ask of one connector is found once: a list of parts, remembered until another one is asked about.

Connectors do not change, so that being the same object is enough; one at a time is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar

from connectorsmith.model.connector import Connector

Part = TypeVar("Part")


def remember(find: Callable[[Connector], Iterable[Part]]) -> Callable[[Connector], Iterator[Part]]:
    """Make a function that finds parts of a connector remember them for the connector it was last asked about."""
    known: Connector | None = None
    parts: tuple[Part, ...] = ()

    @wraps(find)
    def found(connector: Connector) -> Iterator[Part]:
        nonlocal known, parts
        if connector is not known:
            parts = tuple(find(connector))
            known = connector
        return iter(parts)

    return found

"""What many checks ask of one connector is found once, and remembered until another connector is asked about.

Connectors do not change, so that being the same object is enough; one at a time is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Final, TypeVar, cast

if TYPE_CHECKING:
    from connectorsmith.model.connector import Connector

Part = TypeVar("Part")
Answer = TypeVar("Answer")


def remember(find: Callable[[Connector], Iterable[Part]]) -> Callable[[Connector], Iterator[Part]]:
    """Make a function that finds parts of a connector remember them for the connector it was last asked about."""
    parts = once(lambda connector: tuple(find(connector)))

    @wraps(find)
    def found(connector: Connector) -> Iterator[Part]:
        return iter(parts(connector))

    return found


def once(find: Callable[[Connector], Answer]) -> Callable[[Connector], Answer]:
    """Make a function remember its answer for the connector it was last asked about."""
    known: Connector | None = None
    answer: Answer | None = None

    @wraps(find)
    def found(connector: Connector) -> Answer:
        nonlocal known, answer
        if connector is not known:
            answer = find(connector)
            known = connector
        return cast(Answer, answer)

    def clear() -> None:
        nonlocal known, answer
        known = answer = None

    _CLEAR.append(clear)
    return found


def forget() -> None:
    """Let go of the connector that was asked about last, and of all that was remembered of it."""
    for clear in _CLEAR:
        clear()


_CLEAR: Final[list[Callable[[], None]]] = []

"""Recorded answers for calls like those that were recorded: what a mock cannot know from the definition.

Custom code calls paths that no operation has; the cases of a connector show what they answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from connectorsmith.connector_tests.case import Exchange
from connectorsmith.connector_tests.recorded_backend import absolute, response_of
from connectorsmith.model import Json
from connectorsmith.runtime import url
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Request, Response

_ID: Final = re.compile(r"[0-9]|[0-9a-fA-F-]{20}")
"""The pattern of a path segment that is or contains an id."""

_LEAST: Final = 3
"""Segments that paths of different lengths have to share, the empty one before the first slash included."""


class _Known(Struct, frozen=True):
    """A recorded call: its method, the segments of its path, its query, and its answer."""

    method: str
    segments: tuple[str, ...]
    query: str
    answer: dict[str, Json]


class TaughtBackend:
    """Gives the recorded success whose path is most like that of a request; ids in paths may differ, and hosts too."""

    def __init__(self, exchanges: Iterable[Exchange], base: str) -> None:
        known = (_known(one, base) for one in exchanges)
        self._known = [one for one in known if 200 <= int(str(one.answer.get("status", 200))) < 400]

    async def send(self, request: Request) -> Response:
        """The answer to a request. Raises BackendFailure if none is like it."""
        _, path, query = url.parts(request.url)
        segments = tuple(path.split("/"))
        fitting = [one for one in self._known if one.method == request.method and _alike(one.segments, segments)]
        if not fitting:
            raise BackendFailure("unanswered", f"no call like {request.method} {request.url} is recorded")
        best = max(fitting, key=lambda one: (_equal(one.segments, segments), one.query == query))
        return response_of(best.answer)


def _known(exchange: Exchange, base: str) -> _Known:
    method, _, address = absolute(exchange["call"], base).partition(" ")
    _, path, query = url.parts(address)
    return _Known(method, tuple(path.split("/")), query, dict(exchange.get("answer", {})))


def _alike(known: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether paths are the same but for ids, and for the base path that one of them may lack."""
    shared = min(len(known), len(asked))
    if shared < _LEAST and len(known) != len(asked):
        return False
    return all(one == two or _ID.search(one) is not None for one, two in _tails(known, asked))


def _equal(known: tuple[str, ...], asked: tuple[str, ...]) -> int:
    return sum(one == two for one, two in _tails(known, asked))


def _tails(known: tuple[str, ...], asked: tuple[str, ...]) -> list[tuple[str, str]]:
    """The segments that both paths have, from the end; the empty one before the first slash is none."""
    return [*zip(reversed(known[1:]), reversed(asked[1:]), strict=False)]

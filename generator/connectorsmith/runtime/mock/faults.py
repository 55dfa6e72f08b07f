"""Errors on demand: an answer such as 429 or 500, one that is slow, one that breaks off, or none at all."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from itertools import count
from typing import Final, Literal, TypeAlias, get_args

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Response

HEADER: Final = "x-mock-fault"
"""A header with which a request asks for a fault: ``429``, ``500``, ``slow``, ``cut-off``, ``refused``, ``timeout``."""
RETRY_AFTER: Final = 5
_SWITCH: Final = re.compile(r"([a-z-]{1,20}|[45][0-9]{2})(?::([0-9]{1,3})%)?")

Kind: TypeAlias = Literal["slow", "cut-off", "refused", "timeout"]


class MockFault(Struct, frozen=True):
    """What goes wrong: an error status, or a kind of disturbance; ``percent`` of the requests have it."""

    kind: Kind | int
    percent: int = 100


def fault_of(text: str) -> MockFault | None:
    """Read a fault as it is written: ``503``, ``slow``, ``429:5%``; ``None`` if it is none."""
    found = _SWITCH.fullmatch(text.strip().lower())
    if found is None or int(found[2] or 100) > 100:
        return None
    if found[1].isdigit():
        return MockFault(int(found[1]), int(found[2] or 100))
    return next((MockFault(kind, int(found[2] or 100)) for kind in get_args(Kind) if kind == found[1]), None)


class FaultPlan:
    """Says which requests go wrong: those that ask for it, and the given share of all, evenly spread."""

    def __init__(self, given: tuple[MockFault, ...] = ()) -> None:
        self._given = given
        self._numbers = count(1)

    def next(self, asked: str | None) -> MockFault | None:
        """The fault of the next request; ``asked`` is the value of its header."""
        if asked is not None:
            return fault_of(asked)
        if not self._given:
            return None
        number = next(self._numbers)
        return next((one for one in self._given if _falls(number, one.percent)), None)


def _falls(number: int, percent: int) -> bool:
    """Whether the request of a number is among those that a share of all means, evenly spread."""
    return number * percent // 100 > (number - 1) * percent // 100


def refuse(fault: MockFault) -> None:
    """Raise BackendFailure for a fault without any answer."""
    if fault.kind == "refused":
        raise BackendFailure("refused", "the mock refuses the connection, as it was asked to")
    if fault.kind == "timeout":
        raise BackendFailure("timeout", "the mock does not answer in time, as it was asked to")


def cut_off(response: Response) -> Response:
    """A response whose body breaks off in the middle."""
    return replace(response, body=b"", stream=_half(response.body))


async def _half(body: bytes) -> AsyncIterator[bytes]:
    yield body[: len(body) // 2]
    raise BackendFailure("cut-off", "the mock breaks the answer off, as it was asked to")

"""Where requests go: the service itself, recorded answers or a mock; the caller of the engine provides it."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

from connectorsmith.runtime.message import Request, Response

Failure: TypeAlias = Literal["refused", "timeout", "cut-off", "unresolved", "forbidden", "unanswered", "invalid"]
"""Why there is no response: the connection is refused, the time is over, the connection ends in the middle, the host
is unknown, the host is not allowed, no recorded answer fits, or the answer is not HTTP."""


class BackendFailure(Exception):
    """A backend gave no whole response; ``kind`` says why, ``message`` says it to the author."""

    def __init__(self, kind: Failure, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class Backend(Protocol):
    """Sends a request and gives the response; redirects are responses like any other."""

    async def send(self, request: Request) -> Response:
        """The response to a request. Raises BackendFailure where there is none."""
        ...

"""Where custom code runs; the engine passes a message in and gets the answer of the script."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from connectorsmith.runtime.message import Request, Response

Send: TypeAlias = Callable[[Request], Awaitable[Response]]
"""The implementation of ``Context.SendAsync``; raises BackendFailure."""

Log: TypeAlias = Callable[[str, str], None]
"""Gets each line that a script logs: its level, such as Warning, and its text."""

Fault: TypeAlias = Literal["compile", "refused", "exception", "timeout", "crash", "size"]
"""``refused`` is a script that would reach a network or a process past ``Context.SendAsync``."""


class ScriptFailure(Exception):
    """A script gave no response: it does not compile, throws, takes too long, crashes or passes a size limit."""

    def __init__(self, kind: Fault, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class ScriptCall(Struct, frozen=True):
    """One run of a script.

    ``send`` is called for each ``Context.SendAsync``; ``timeout`` is in seconds, ``None`` for no limit;
    ``original_uri`` is ``Context.OriginalRequestUri``, the address at the gateway; without a ``correlation_id`` one is
    made up.
    """

    request: Request
    operation_id: str
    send: Send
    timeout: float | None
    original_uri: str = ""
    correlation_id: str = ""
    log: Log | None = None


class ScriptHost(Protocol):
    """Runs ``ExecuteAsync`` of a connector's script."""

    async def run(self, call: ScriptCall) -> Response:
        """The response of the script. Raises ScriptFailure."""
        ...

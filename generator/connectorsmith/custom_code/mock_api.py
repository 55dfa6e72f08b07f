"""A stand-in for an API, as a function: what a script sends goes in, and what it gets comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct, field

from connectorsmith.custom_code.process import Send
from connectorsmith.runtime import url
from connectorsmith.runtime.message import Request, Response


class Received(Struct, frozen=True):
    """A request as an API gets it: the host, the path with the query, and the last value of each header."""

    method: str
    host: str
    target: str
    headers: dict[str, str]
    body: bytes


class PreparedReply(Struct, frozen=True):
    """An answer to give."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


Answer: TypeAlias = Callable[[Received], PreparedReply]


def sending(answer: Answer) -> Send:
    """The backend that sends the requests of a script to such a function."""

    async def send(request: Request, own: bool) -> Response:
        host, path, query = url.parts(request.url)
        target = (path or "/") + (f"?{query}" if query else "")
        reply = answer(Received(request.method, host, target, dict(request.headers), request.body))
        return Response(reply.status, tuple(reply.headers.items()), reply.body)

    return send

"""The frames that go over the pipe to a script's process and back; ``harness/Pipe.cs`` is the other end.

A frame is the length of the head and that of the body, four bytes each with the most significant first, then the head
as JSON in UTF-8, then the body.
"""

from __future__ import annotations

import struct
from asyncio import IncompleteReadError, StreamReader
from typing import Final

import msgspec
from msgspec import Struct, field

Pairs = tuple[tuple[str, str], ...]
_LENGTHS: Final = struct.Struct(">II")


class Order(Struct, frozen=True, tag_field="kind", tag="call"):
    """To the process: run an operation. ``limit`` is in seconds; ``content`` says whether the request has a Content."""

    number: int
    assembly: str
    script: str
    operation: str
    method: str
    url: str
    headers: Pairs = ()
    content: bool = False
    correlation: str = "00000000-0000-0000-0000-000000000000"
    original: str | None = None
    limit: float | None = None


class Reply(Struct, frozen=True, tag_field="kind", tag="answer"):
    """To the process: the service's answer to what was sent under this id."""

    number: int
    id: int
    status: int
    headers: Pairs


class Unanswered(Struct, frozen=True, tag_field="kind", tag="failure"):
    """To the process: there is no answer; ``late`` if the time was over."""

    number: int
    id: int
    message: str
    late: bool


class Cancel(Struct, frozen=True, tag_field="kind", tag="cancel"):
    """To the process: cancel the token of the call that runs."""


class Sent(Struct, frozen=True, tag_field="kind", tag="send"):
    """From the process: a request of the script; ``own`` if it uses an HttpClient of its own."""

    number: int
    id: int
    method: str
    url: str
    headers: Pairs
    own: bool


class Log(Struct, frozen=True, tag_field="kind", tag="log"):
    """From the process: a line that the script logs."""

    number: int
    level: str
    message: str


class Error(Struct, frozen=True):
    """An exception: its class, its message and its stack trace."""

    type: str
    message: str
    stack: str


class Done(Struct, frozen=True, tag_field="kind", tag="done"):
    """From the process: the script's response.

    ``error`` is an exception that a generated script answered for; ``undisposed`` are the ids of answers not disposed.
    """

    number: int
    status: int
    headers: Pairs
    error: Error | None = None
    undisposed: tuple[int, ...] = ()


class Failed(Struct, frozen=True, tag_field="kind", tag="failed"):
    """From the process: the script threw; ``why`` is exception, timeout (it noticed the limit), refused or busy.

    A process is busy if an earlier call left something running in it.
    """

    number: int
    why: str
    error: Error
    undisposed: tuple[int, ...] = field(default=())


Frame = Sent | Log | Done | Failed
_DECODER: Final = msgspec.json.Decoder(Frame)


def encode(head: Order | Reply | Unanswered | Cancel, body: bytes = b"") -> bytes:
    """A frame as bytes."""
    text = msgspec.json.encode(head)
    return b"".join((_LENGTHS.pack(len(text), len(body)), text, body))


async def read_frame(stream: StreamReader) -> tuple[Frame, bytes] | None:
    """The next frame; ``None`` if the other end is gone."""
    try:
        head, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
        return _DECODER.decode(await stream.readexactly(head)), await stream.readexactly(body)
    except (IncompleteReadError, ConnectionError):
        return None

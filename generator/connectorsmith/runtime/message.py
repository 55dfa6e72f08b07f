"""HTTP messages as frozen values, and the headers of one; order and spelling of headers are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.errors import ConnectorsmithError

Headers: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values as they are sent; a name may occur several times."""


class Request(Struct, frozen=True):
    """A request: ``url`` is absolute, with the percent-encoding that is sent.

    A large body may come as ``stream`` instead of ``body``; it can be read once, see ``read``.
    """

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""
    stream: AsyncIterator[bytes] | None = None


class Response(Struct, frozen=True):
    """A response; a large body may come as ``stream`` instead of ``body``; it can be read once, see ``read``."""

    status: int
    headers: Headers = ()
    body: bytes = b""
    stream: AsyncIterator[bytes] | None = None


Message: TypeAlias = Request | Response
_CONTROLS: Final = dict.fromkeys((*range(0x09), *range(0x0A, 0x20), 0x7F))
"""Characters that no header may have, https://www.rfc-editor.org/rfc/rfc9110#section-5.5; a tab may be inside."""
MOST_BYTES: Final = 100 * 1024 * 1024
"""Bytes of the largest body that is read as a whole, https://learn.microsoft.com/power-automate/limits-and-config."""
_Message = TypeVar("_Message", Request, Response)


class MessageFault(ConnectorsmithError):
    """A body cannot be read as a whole; ``status`` is what the gateway answers to the call."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def read(message: _Message) -> _Message:
    """The message with the whole stream in ``body``; the message itself if it has no stream.

    Raises MessageFault for more than ``MOST_BYTES``, and what the stream raises.
    """
    if message.stream is None:
        return message
    parts, size = [], 0
    async for part in message.stream:
        size += len(part)
        if size > MOST_BYTES:
            raise _too_large(message)
        parts.append(part)
    return replace(message, body=b"".join(parts), stream=None)


def _too_large(message: Message) -> MessageFault:
    status, what = (413, "the request") if isinstance(message, Request) else (502, "the answer of the service")
    return MessageFault(status, f"{what} has more than {MOST_BYTES:,} bytes")


def header(headers: Headers, name: str) -> str | None:
    """The first value of a header, in any spelling of upper and lower case."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


def all_values(headers: Headers, name: str) -> tuple[str, ...]:
    """Every value of a header, in order."""
    wanted = name.lower()
    return tuple(value for key, value in headers if key.lower() == wanted)


def with_header(headers: Headers, name: str, value: str) -> Headers:
    """The headers with this one in the place of all of the same name, where the first of them is, else at the end."""
    wanted = name.lower()
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    found = False
    for pair in headers:
        if pair[0].lower() == wanted:
            found = True
        else:
            (after if found else before).append(pair)
    return (*before, _line(name, value), *after)


def added_header(headers: Headers, name: str, value: str) -> Headers:
    """The headers with one more at the end; others of the same name stay."""
    return (*headers, _line(name, value))


def _line(name: str, value: str) -> tuple[str, str]:
    """One header, which cannot begin another."""
    return name.translate(_CONTROLS), value.translate(_CONTROLS)


def sendable(headers: Headers) -> Headers:
    """The headers without the characters that HTTP does not allow in them."""
    return tuple(pair if pair[0].isprintable() and pair[1].isprintable() else _line(*pair) for pair in headers)


def header_text(value: bytes) -> str:
    """A header as text: UTF-8 if it is valid, else Latin-1, so that no byte is lost."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def without_header(headers: Headers, name: str) -> Headers:
    """The headers without any of this name."""
    wanted = name.lower()
    return tuple(pair for pair in headers if pair[0].lower() != wanted)

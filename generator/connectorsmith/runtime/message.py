"""HTTP messages as frozen values, and the headers of one; order and spelling of headers are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

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
_BREAKS: Final = dict.fromkeys(map(ord, "\r\n\0"))
_Message = TypeVar("_Message", Request, Response)


async def read(message: _Message) -> _Message:
    """The message with the whole stream in ``body``; the message itself if it has no stream."""
    if message.stream is None:
        return message
    return replace(message, body=b"".join([part async for part in message.stream]), stream=None)


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
    return name.translate(_BREAKS), value.translate(_BREAKS)


def without_header(headers: Headers, name: str) -> Headers:
    """The headers without any of this name."""
    wanted = name.lower()
    return tuple(pair for pair in headers if pair[0].lower() != wanted)

"""The backend over the network, with aiohttp: addresses, headers and bodies go out exactly as they come.

aiohttp follows no redirect, keeps no cookie, adds no header and unpacks nothing here: all of that is up to the
connector, and a trace has to show what was really sent.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Final

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Headers, Request, Response, header
from connectorsmith.runtime.url import parts
from connectorsmith.server.allowed_hosts import AllowedHosts

SECONDS: Final = 120.0
"""How long the platform waits for an answer."""
LARGE: Final = 1024 * 1024
"""Bytes of a body from which on it is passed on in pieces."""
_HOP: Final = frozenset(
    {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "host"}
)
"""Headers of one connection only, https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1, and the host's."""
_ADDED: Final = ("Accept", "Accept-Encoding", "User-Agent", "Content-Type")
_EVENTS: Final = "text/event-stream"


class HttpBackend:
    """Sends requests to allowed hosts; to be used with ``async with``. ``seconds`` is the time for one answer."""

    def __init__(self, allowed: AllowedHosts, seconds: float = SECONDS) -> None:
        self._allowed = allowed
        self._seconds = seconds

    async def __aenter__(self) -> HttpBackend:
        self._session = aiohttp.ClientSession(
            auto_decompress=False,
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=_ADDED,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._seconds, sock_read=self._seconds),
            max_line_size=65536,
            max_field_size=65536,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def send(self, request: Request) -> Response:
        """The response to a request. Raises BackendFailure where there is none, or the host is not allowed."""
        if request.url not in self._allowed:
            host = parts(request.url)[0]
            raise BackendFailure(
                "forbidden", f"the connector does not name the host {host}: allow it with --allow-host"
            )
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._session.request(
                    request.method,
                    URL(request.url, encoded=True),
                    headers=_multidict(end_to_end(request.headers)),
                    data=_content(request),
                    allow_redirects=False,
                )
                try:
                    return await _response(answer)
                except BaseException:
                    answer.close()
                    raise
        except BackendFailure:
            raise
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as fault:
            raise failure(fault, request.url) from fault


def end_to_end(headers: Headers) -> Headers:
    """The headers that are meant for the other end, not for the next connection."""
    named = {name.strip().lower() for key, value in headers if key.lower() == "connection" for name in value.split(",")}
    return tuple((name, value) for name, value in headers if name.lower() not in _HOP | named)


def _multidict(headers: Headers) -> CIMultiDict[str]:
    """The headers for aiohttp, which keeps a repeated one only where its name is spelt as the first time."""
    spelling: dict[str, str] = {}
    return CIMultiDict((spelling.setdefault(name.lower(), name), value) for name, value in headers)


def _content(request: Request) -> bytes | io.BytesIO | AsyncIterator[bytes] | None:
    if request.stream is not None:
        return request.stream
    if len(request.body) > LARGE:
        return io.BytesIO(request.body)  # sent in pieces, so that other calls go on meanwhile
    bodiless = request.method.upper() in ("GET", "HEAD", "DELETE", "OPTIONS", "TRACE")
    return None if bodiless and not request.body else request.body


async def _response(answer: aiohttp.ClientResponse) -> Response:
    """The response with its body, or with a stream if the body is large or an event stream."""
    headers = end_to_end(tuple((_text(name), _text(value)) for name, value in answer.raw_headers))
    if (header(headers, "Content-Type") or "").lower().startswith(_EVENTS):
        return Response(answer.status, headers, stream=_stream(answer, b""))
    first = bytearray()
    async for part in answer.content.iter_any():
        first += part
        if len(first) > LARGE:
            return Response(answer.status, headers, stream=_stream(answer, bytes(first)))
    answer.release()
    return Response(answer.status, headers, bytes(first))


async def _stream(answer: aiohttp.ClientResponse, first: bytes) -> AsyncIterator[bytes]:
    """The body in pieces as they arrive. Raises BackendFailure where it is cut off; the connection is given back."""
    try:
        if first:
            yield first
        async for part in answer.content.iter_any():
            yield part
    except (TimeoutError, aiohttp.ClientError, OSError) as fault:
        raise failure(fault, str(answer.url)) from fault
    finally:
        answer.close()


def _text(value: bytes) -> str:
    """A header as text: UTF-8 where it is, else Latin-1, so that every byte can be told."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def failure(fault: Exception, url: str) -> BackendFailure:
    """What a fault of the network is in the terms of the gateway."""
    host = parts(url)[0]
    if isinstance(fault, asyncio.TimeoutError):
        return BackendFailure("timeout", f"{host} did not answer in time")
    if isinstance(fault, aiohttp.ClientConnectorDNSError):
        return BackendFailure("unresolved", f"there is no host {host}")
    if isinstance(fault, aiohttp.ClientConnectorError):
        return BackendFailure("refused", f"{host} cannot be reached: {fault.os_error.strerror or fault}")
    if isinstance(fault, (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, ConnectionError)):
        return BackendFailure("cut-off", f"{host} ended the connection in the middle of its answer")
    return BackendFailure("invalid", f"what came from {host} cannot be read: {fault}")

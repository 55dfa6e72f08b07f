"""The backend over the network, with aiohttp: addresses, headers and bodies go out exactly as they come.

aiohttp follows no redirect, keeps no cookie, adds no header and unpacks nothing here: all of that is up to the
connector, and a trace has to show what was really sent.
"""

from __future__ import annotations

import asyncio
import io
import os
import ssl
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Final

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Headers, MessageFault, Request, Response, header, header_text, sendable
from connectorsmith.server.allowed_hosts import AllowedHosts

SECONDS: Final = 120.0
"""How long the platform waits for a whole answer."""
LARGE: Final = 1024 * 1024
"""Bytes of a body from which on it is passed on in pieces."""
_HOP: Final = frozenset(
    {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "host", "expect"}
)
"""Headers of one connection only, https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1, and the host's.

``Expect`` is among them: the server asks for a body when it is read, and aiohttp would wait for the service to ask.
"""
_ADDED: Final = ("Accept", "Accept-Encoding", "User-Agent", "Content-Type")
_CONNECT: Final = "Connect call failed"
"""How asyncio begins its own words, with the address behind them."""
_EVENTS: Final = "text/event-stream"
_STATUSES: Final = range(200, 1000)
"""What ends a request; https://www.rfc-editor.org/rfc/rfc9110#section-15 has three digits, those from 100 go before."""


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
        host = host_of(request.url)
        if request.url not in self._allowed:
            raise BackendFailure(
                "forbidden", f"the connector does not name the host {host}: allow it with --allow-host"
            )
        deadline = asyncio.get_running_loop().time() + self._seconds
        try:
            async with asyncio.timeout_at(deadline):
                answer = await self._session.request(
                    request.method,
                    URL(request.url, encoded=True),
                    headers=_multidict(sendable(end_to_end(request.headers))),
                    data=_content(request),
                    allow_redirects=False,
                )
                try:
                    return await _response(answer, host, deadline)
                except BaseException:
                    answer.close()
                    raise
        except BackendFailure:
            raise
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as fault:
            if isinstance(fault.__cause__, MessageFault):
                raise fault.__cause__ from None  # the body of the caller broke off while it was sent
            raise failure(fault, host) from fault


def end_to_end(headers: Headers) -> Headers:
    """End-to-end headers, without those of one connection."""
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


async def _response(answer: aiohttp.ClientResponse, host: str, deadline: float) -> Response:
    """The response with its body, or with a stream if the body is large or an event stream."""
    if answer.status not in _STATUSES:
        raise BackendFailure("invalid", f"{host} answers with the status {answer.status}, which ends no request")
    headers = end_to_end(tuple((header_text(name), header_text(value)) for name, value in answer.raw_headers))
    if (header(headers, "Content-Type") or "").lower().startswith(_EVENTS):
        return Response(answer.status, headers, stream=_stream(answer, b"", host, deadline))
    first = bytearray()
    async for part in answer.content.iter_any():
        first += part
        if len(first) > LARGE:
            return Response(answer.status, headers, stream=_stream(answer, bytes(first), host, deadline))
    answer.release()
    return Response(answer.status, headers, bytes(first))


async def _stream(answer: aiohttp.ClientResponse, first: bytes, host: str, deadline: float) -> AsyncIterator[bytes]:
    """The body in pieces as they arrive. Raises BackendFailure where it is cut off or late; ends the connection."""
    part = first
    try:
        while True:
            if part:
                yield part
            async with asyncio.timeout_at(deadline):
                part = await answer.content.readany()
            if not part:
                return
    except (TimeoutError, aiohttp.ClientError, OSError) as fault:
        raise failure(fault, host) from fault
    finally:
        answer.close()


def host_of(url: str) -> str:
    """Host and port of an address, without the user and the password that it may have.

    Raises BackendFailure for an address that cannot be called.
    """
    try:
        parsed = URL(url, encoded=True)
        host, port = parsed.host or "", parsed.port
    except ValueError:
        raise BackendFailure("invalid", "the address of the call has no valid host and port") from None
    if parsed.scheme not in ("http", "https") or not host:
        raise BackendFailure("invalid", "the address of the call does not begin with http:// or https:// and a host")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def failure(fault: Exception, host: str) -> BackendFailure:
    """Convert a network fault to one of the gateway; names the host only, since the address may hold secrets."""
    if isinstance(fault, asyncio.TimeoutError):
        return BackendFailure("timeout", f"{host} did not answer in time")
    if isinstance(fault, aiohttp.ClientConnectorDNSError):
        return BackendFailure("unresolved", f"there is no host {host}")
    if isinstance(fault, aiohttp.ClientConnectorError):
        return BackendFailure("refused", f"{host} cannot be reached: {_reason(fault.os_error)}")
    if isinstance(fault, (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, ConnectionError)):
        return BackendFailure("cut-off", f"{host} ended the connection in the middle of its answer")
    return BackendFailure("invalid", f"what came from {host} cannot be read: {_parser_reason(fault)}")


def _reason(fault: OSError) -> str:
    """The reason in the words of the system, or of TLS; asyncio's own repeat the address."""
    if isinstance(fault, ssl.SSLError):  # its number is one of OpenSSL
        return getattr(fault, "verify_message", "") or getattr(fault, "reason", "") or "TLS fails"
    reason = fault.strerror or str(fault)
    return os.strerror(fault.errno) if fault.errno and reason.startswith(_CONNECT) else reason


def _parser_reason(fault: Exception) -> str:
    """The first words of the parser, which shows what it read behind them."""
    message = fault.message if isinstance(fault, aiohttp.ClientResponseError) else type(fault).__name__
    return message.partition(":")[0].partition("\n")[0]

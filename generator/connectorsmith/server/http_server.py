"""The server: requests from the network to the service, and its responses back, with the bytes as they are.

aiohttp's low-level server gives the path as it was sent; its routes would decode it.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from types import TracebackType
from typing import Final, Protocol

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from msgspec import Struct

from connectorsmith.errors import ConnectorsmithError, NetworkError
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import (
    Headers,
    MessageFault,
    Request,
    Response,
    header_text,
    sendable,
    without_header,
)
from connectorsmith.server.error_answers import error_answer, unexpected
from connectorsmith.server.http_backend import end_to_end
from connectorsmith.server.local_requests import LocalRequests

PATIENCE = 60.0
"""Seconds in which the next bytes of a request's body have to come; nginx waits as long."""
_ROUNDS: Final = 3
"""Rounds of the loop in which a connection that was accepted reaches the server."""
_GRACE: Final = 10.0
"""Seconds that running calls have to end when the server stops."""


class Service(Protocol):
    """A function that answers requests; ``url`` of a request is its path and query, as sent."""

    async def answer(self, request: Request) -> Response:
        """The response to a request."""
        ...


class Access(Struct, frozen=True):
    """One line of the access log: no query and no header, since both may hold secrets."""

    method: str
    path: str
    status: int
    seconds: float


class HttpServer:
    """Serves on an address; to be used with ``async with``. ``log`` hears of each request that was answered."""

    def __init__(self, service: Service, host: str, port: int, log: Callable[[Access], None] | None = None) -> None:
        self._service = service
        self._host, self._port = host, port
        self._local = LocalRequests(host)
        self._log = log

    async def __aenter__(self) -> HttpServer:
        return await self.start(bound(self._host, self._port))

    async def start(self, listening: socket.socket) -> HttpServer:
        """Serve on a socket that is bound."""
        server = web.Server(
            self._handle,
            access_log=None,
            logger=LOGGER,
            handler_cancellation=True,
            max_line_size=65536,
            max_field_size=65536,
            auto_decompress=False,
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=_GRACE)
        await self._runner.setup()
        self._listening = listening
        await web.SockSite(self._runner, listening).start()
        port = listening.getsockname()[1]
        self.address = f"http://{f'[{self._host}]' if ':' in self._host else self._host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Take no more requests, and let those that run end."""
        await close_runner(self._runner, self._listening)

    async def _answer(self, received: web.BaseRequest) -> Response:
        """The response of the service; a fault of this machine, such as a full disk, is reported to the caller."""
        try:
            return await self._service.answer(_request(received))
        except MessageFault as fault:
            return error_answer(fault.status, fault.message)
        except ConnectorsmithError as fault:
            return error_answer(500, fault.message)
        except Exception as fault:  # one call must not take the server down, nor print what it carries
            place = unexpected(fault)
            LOGGER.error("a call failed: %s; please report it", place)
            return error_answer(500, f"the gateway failed: {place}")

    async def _handle(self, received: web.BaseRequest) -> web.StreamResponse:
        start = time.monotonic()
        given = received.headers
        host = _absolute(received.raw_path)[0] or given.get("Host", "")
        refusal = self._local.refusal(host, given.get("Origin"), given.get("Sec-Fetch-Site"))
        response = error_answer(403, refusal) if refusal else await self._answer(received)
        written = await _write(received, response)
        if self._log is not None:
            path = _absolute(received.raw_path)[1].partition("?")[0]
            self._log(Access(received.method, path, written.status, time.monotonic() - start))
        return written


async def close_runner(runner: web.BaseRunner, listening: socket.socket) -> None:
    """Take no more connections, let running requests end, and close every connection.

    A server of asyncio leaves connections open that it accepts in the moment it closes
    (https://github.com/python/cpython/issues/109564), so accepting ends some rounds of the loop earlier.
    """
    if listening.fileno() >= 0:  # a second call finds the socket closed
        with suppress(NotImplementedError):  # the loop of Windows, which accepts one connection at a time
            asyncio.get_running_loop().remove_reader(listening)
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)
    await runner.cleanup()


class _Malformed(logging.Filter):
    """Keeps what clients do wrong out of the log: requests that are not HTTP, and connections that they close."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], (HttpProcessingError, ConnectionError)))


LOGGER: Final = logging.getLogger("connectorsmith.gateway")
"""Where a server logs its own faults."""
LOGGER.addFilter(_Malformed())


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens on an address. Raises NetworkError if it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_REUSEADDR") and socket.SO_REUSEADDR and not _is_windows():
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(1024)
        listening.setblocking(False)
    except OSError as fault:
        listening.close()
        message = f"cannot serve on {host}:{port}: {fault.strerror or fault}"
        raise NetworkError(message, "choose another port with --port, or end what uses this one") from fault
    return listening


def _is_windows() -> bool:
    """There, the option lets two servers share a port."""
    return hasattr(socket, "SO_EXCLUSIVEADDRUSE")


def _request(received: web.BaseRequest) -> Request:
    """The request as it came, with its body as a stream if there is one."""
    headers = end_to_end(tuple((header_text(name), header_text(value)) for name, value in received.raw_headers))
    stream = _parts(received) if received.body_exists else None
    return Request(received.method, _absolute(received.raw_path)[1], headers, stream=stream)


def _absolute(target: str) -> tuple[str, str]:
    """Host and path of a target that is a whole address, which counts in the place of the header ``Host``.

    A target without a host has an empty one. https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2.
    """
    if not target.lower().startswith(("http://", "https://")):
        return "", target
    host, slash, path = target.partition("://")[2].partition("/")
    return host, slash + path or "/"


async def _parts(received: web.BaseRequest) -> AsyncIterator[bytes]:
    """The body in pieces; a client that waits to be asked for it is asked now. Raises MessageFault."""
    if received.headers.get("Expect", "").lower() == "100-continue":
        try:
            await received.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        except ConnectionResetError:
            raise MessageFault(400, "the client closed the connection before its body was asked for") from None
    part = b""
    while part or not received.content.at_eof():
        try:
            async with asyncio.timeout(PATIENCE):
                part = await received.content.readany()
        except TimeoutError:  # aiohttp says nothing of a broken chunk behind a good one
            raise MessageFault(408, f"nothing of the request's body came for {PATIENCE:g} seconds") from None
        except (web.RequestPayloadError, HttpProcessingError):
            raise MessageFault(400, "the body of the request is not framed as HTTP asks for") from None
        if part:
            yield part


async def _write(received: web.BaseRequest, response: Response) -> web.StreamResponse:
    """Send a response; a stream that breaks off ends the connection, so that the client sees it is incomplete."""
    headers = sendable(end_to_end(response.headers))
    if response.stream is None:
        written: web.StreamResponse = web.Response(status=response.status, body=response.body)
        _set_headers(written, headers if received.method == "HEAD" else without_header(headers, "Content-Length"))
        return written
    written = web.StreamResponse(status=response.status)
    _set_headers(written, headers)
    await written.prepare(received)
    try:
        async for part in response.stream:
            await written.write(part)
    except (BackendFailure, MessageFault):
        if received.transport is not None:
            received.transport.abort()
        return written
    except ConnectionResetError:  # the client went away
        return written
    with suppress(ConnectionResetError):
        await written.write_eof()
    return written


def _set_headers(written: web.StreamResponse, headers: Headers) -> None:
    for name, value in headers:
        written.headers.add(name, value)

"""The backend over the network: exact bytes both ways, no help that was not asked for, and faults in plain terms."""

from __future__ import annotations

import asyncio
import errno
import gzip
import os
import socket
import ssl
from typing import Any

import aiohttp
import pytest
from tests.unit.server.raw_server import serving

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Request, Response, read
from connectorsmith.server.allowed_hosts import AllowedHosts
from connectorsmith.server.http_backend import LARGE, HttpBackend, failure

ANYWHERE = AllowedHosts(["*"])
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def exchange(answer, request: Request, seconds: float = 5.0) -> tuple[Response, list[bytes]]:
    """The response to a request whose address begins with ``@``, which is that of the server, and what it was sent."""

    async def run() -> tuple[Response, list[bytes]]:
        async with serving(answer) as server, HttpBackend(ANYWHERE, seconds) as backend:
            sent = Request(request.method, request.url.replace("@", server.address, 1), request.headers, request.body)
            return await read(await backend.send(sent)), server.received

    return asyncio.run(run())


def head(received: bytes) -> list[bytes]:
    return [line for line in received.partition(b"\r\n\r\n")[0].split(b"\r\n") if not line.startswith(b"Host:")]


@pytest.mark.parametrize("target", ["/a%7Eb/%252F?q=a+b&q=%2f", "/~/a/?", "/%C3%B6?x=%e5&empty=&=", "/a//b/./c/../d"])
def test_path_and_query_go_out_as_they_are(target):
    _, [received] = exchange(OK, Request("GET", f"@{target}"))
    sent = target.removesuffix("?") if target.endswith("?") else target
    assert received.split(b"\r\n")[0] == f"GET {sent} HTTP/1.1".encode()


def test_headers_keep_their_spelling_and_their_order_and_none_is_added():
    """A repeated header is spelt as it is the first time."""
    headers = (("x-ONE", "1"), ("X-two", "2"), ("x-One", "3"), ("Accept", "a/b"))
    _, [received] = exchange(OK, Request("GET", "@/", headers))
    assert head(received)[1:] == [b"x-ONE: 1", b"X-two: 2", b"x-ONE: 3", b"Accept: a/b"]


def test_headers_of_one_connection_stay_behind():
    headers = (
        ("Connection", "close, x-hop"),
        ("x-hop", "1"),
        ("Host", "elsewhere"),
        ("TE", "trailers"),
        ("x-end", "2"),
    )
    _, [received] = exchange(OK, Request("GET", "@/", headers))
    assert head(received)[1:] == [b"x-end: 2"]


@pytest.mark.parametrize(
    ("method", "body", "end"),
    [("POST", b"a=1", b"\r\n\r\na=1"), ("POST", b"", b"Content-Length: 0\r\n\r\n"), ("DELETE", b"{}", b"\r\n\r\n{}")],
)
def test_body_goes_out_with_its_length(method, body, end):
    _, [received] = exchange(OK, Request(method, "@/", (), body))
    assert received.endswith(end)


def test_response_keeps_repeated_headers_and_packed_bytes():
    packed = gzip.compress(b'{"a": 1}')
    answer = (
        b"HTTP/1.1 201 Created\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Encoding: gzip\r\n"
        + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(packed)
        + packed
        + b"\r\n0\r\n\r\n"
    )
    response, _ = exchange(answer, Request("GET", "@/"))
    assert response == Response(
        201, (("Set-Cookie", "a=1"), ("set-cookie", "b=2"), ("Content-Encoding", "gzip")), packed
    )


def test_redirect_is_an_answer():
    answer = b"HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n"
    response, received = exchange(answer, Request("GET", "@/"))
    assert (response.status, response.headers[0], len(received)) == (302, ("Location", "http://elsewhere.example/"), 1)


def test_no_cookie_is_kept():
    async def run() -> list[bytes]:
        answer = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n"
        async with serving(answer) as server, HttpBackend(ANYWHERE) as backend:
            for _ in range(2):
                await backend.send(Request("GET", f"{server.address}/"))
            return server.received

    assert not any(b"cookie" in received.lower() for received in asyncio.run(run()))


def test_large_body_comes_as_a_stream_and_nothing_of_it_is_lost():
    body = bytes(range(256)) * 8 * 1024

    async def run() -> tuple[bool, bytes]:
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        async with serving(answer) as server, HttpBackend(ANYWHERE) as backend:
            response = await backend.send(Request("GET", f"{server.address}/"))
            return response.stream is not None, (await read(response)).body

    assert len(body) > LARGE
    assert asyncio.run(run()) == (True, body)


def test_streamed_body_goes_out_in_chunks():
    async def parts():
        yield b"first,"
        yield b"second"

    async def run() -> list[bytes]:
        async with serving(OK) as server, HttpBackend(ANYWHERE) as backend:
            await backend.send(Request("POST", f"{server.address}/", (), stream=parts()))
            return server.received

    [received] = asyncio.run(run())
    assert received.endswith(b"\r\n\r\n6\r\nfirst,\r\n6\r\nsecond\r\n0\r\n\r\n")


def test_events_arrive_before_their_stream_ends():
    release = asyncio.Event()

    async def talk(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n")
        await writer.drain()
        await release.wait()
        writer.write(b"data: 2\n\n")
        await writer.drain()

    async def run() -> list[bytes]:
        async with serving(talk) as server, HttpBackend(ANYWHERE) as backend:
            response = await backend.send(Request("GET", f"{server.address}/"))
            events = []
            async for part in response.stream:
                events.append(part)
                release.set()
            return events

    assert asyncio.run(run()) == [b"data: 1\n\n", b"data: 2\n\n"]


async def silent(reader, _):
    await reader.read()


async def nothing(*_):
    return


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (nothing, "cut-off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "cut-off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal", "cut-off"),
        (b"SMTP ready\r\n\r\n", "invalid"),
        (silent, "timeout"),
    ],
)
def test_answer_that_is_none_is_a_failure_of_its_kind(answer, kind):
    with pytest.raises(BackendFailure) as caught:
        exchange(answer, Request("GET", "@/"), seconds=0.2)
    assert caught.value.kind == kind
    assert "127.0.0.1:" in caught.value.message


def send(url: str, allowed: AllowedHosts = ANYWHERE) -> Response:
    async def run() -> Response:
        async with HttpBackend(allowed, 1.0) as backend:
            return await backend.send(Request("GET", url))

    return asyncio.run(run())


def test_host_that_answers_nothing_is_a_failure():
    with socket.socket() as taken:  # bound, but not listening
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(BackendFailure) as caught:
            send(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert caught.value.kind == "refused"


def test_host_that_is_not_allowed_is_never_called():
    with pytest.raises(BackendFailure) as caught:
        send("http://127.0.0.1:9/secret", AllowedHosts(["api.example.com"]))
    assert (caught.value.kind, caught.value.message) == (
        "forbidden", "the connector does not name the host 127.0.0.1:9: allow it with --allow-host",
    )  # fmt: skip


class Untrusted(ssl.SSLCertVerificationError):
    """What OpenSSL says of a certificate without an issuer that is trusted; its number is not one of the system."""

    verify_message = "self-signed certificate"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Untrusted(1, "certificate verify failed"), "self-signed certificate"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), "TLS fails"),
        (
            ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed ('10.0.0.1', 443)"),
            os.strerror(errno.ECONNREFUSED),
        ),
        (OSError("Multiple exceptions: one, two"), "Multiple exceptions: one, two"),
    ],
)
def test_reason_why_a_host_is_not_reached(fault, reason):
    key: Any = None
    found = failure(aiohttp.ClientConnectorError(key, fault), "api.example.com:443")
    assert (found.kind, found.message) == ("refused", f"api.example.com:443 cannot be reached: {reason}")

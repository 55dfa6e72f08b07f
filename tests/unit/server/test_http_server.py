"""The server on a real socket: bytes as they are sent, streams, strangers, and clients that go away."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Awaitable, Callable

import pytest
from aiohttp.http_writer import StreamWriter

from connectorsmith.errors import FileError, NetworkError
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Request, Response, read
from connectorsmith.server.http_server import Access, HttpServer, bound

HOST = b"Host: localhost\r\n"
Answer = Callable[[Request], Awaitable[Response]]


class Service:
    """Keeps the requests, with their bodies, and gives the answers it was made with."""

    def __init__(self, response: Response | Answer) -> None:
        self.received: list[Request] = []
        self._response = response

    async def answer(self, request: Request) -> Response:
        if callable(self._response):
            return await self._response(request)
        self.received.append(await read(request))
        return self._response


def talk(response: Response | Answer, *sent: bytes) -> tuple[bytes, list[Request], list[Access]]:
    """What comes back for the bytes of a request on one connection, what the service gets, and the access log."""
    service, log = Service(response), []

    async def run() -> bytes:
        async with HttpServer(service, "127.0.0.1", 0, log.append) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", int(server.address.rpartition(":")[2]))
            for part in sent:
                writer.write(part)
                await writer.drain()
            try:
                return await reader.read()
            finally:
                writer.close()

    return asyncio.run(run()), service.received, log


def get(target: str, headers: bytes = HOST) -> bytes:
    return f"GET {target} HTTP/1.1\r\n".encode() + headers + b"Connection: close\r\n\r\n"


OK = Response(200, (("Content-Type", "text/plain"),), b"ok")


@pytest.mark.parametrize("target", ["/apim/a%2Fb/%7E%252f?q=a+b&q=%2F&=", "/a//b/./c/../d", "/?", "/%C3%B6"])
def test_path_and_query_arrive_as_they_are_sent(target):
    _, [request], _ = talk(OK, get(target))
    assert (request.method, request.url) == ("GET", target)


def test_headers_arrive_as_they_are_sent_but_for_those_of_the_connection():
    _, [request], _ = talk(OK, get("/", HOST + b"X-One: 1\r\nx-ONE: 2\r\nTE: trailers\r\n"))
    assert request.headers == (("X-One", "1"), ("x-ONE", "2"))


@pytest.mark.parametrize(
    "framed",
    [
        b"Content-Length: 5\r\n\r\nab\x00cd",
        b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r\n\x00cd\r\n0\r\n\r\n",
    ],
)
def test_body_arrives_however_it_is_framed(framed):
    _, [request], _ = talk(OK, b"POST / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n" + framed)
    assert request.body == b"ab\x00cd"


def test_client_that_waits_for_it_is_asked_for_its_body():
    head = b"POST / HTTP/1.1\r\n" + HOST + b"Connection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    back, [request], _ = talk(OK, head, b"ab")
    assert back.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200")
    assert request.body == b"ab"


def test_response_keeps_its_headers_and_its_packed_body():
    headers = (("Set-Cookie", "a=1"), ("set-cookie", "b=2"), ("Content-Encoding", "gzip"), ("X-Odd", "\u00e5"))
    back, _, _ = talk(Response(418, headers, b"\x1f\x8b"), get("/"))
    head, _, body = back.partition(b"\r\n\r\n")
    assert body == b"\x1f\x8b"
    assert head.startswith(b"HTTP/1.1 418 ")
    for line in (b"Set-Cookie: a=1", b"set-cookie: b=2", b"Content-Encoding: gzip", "X-Odd: å".encode()):
        assert line in head.split(b"\r\n")


def test_stream_is_sent_piece_by_piece():
    async def parts():
        yield b"data: 1\n\n"
        yield b"data: 2\n\n"

    back, _, _ = talk(Response(200, (("Content-Type", "text/event-stream"),), stream=parts()), get("/"))
    assert back.endswith(b"9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\n")


def test_stream_of_known_length_keeps_it():
    async def parts():
        yield b"abc"

    back, _, _ = talk(Response(200, (("Content-Length", "3"),), stream=parts()), get("/"))
    assert b"\r\nContent-Length: 3\r\n" in back
    assert back.endswith(b"\r\n\r\nabc")


def test_stream_that_breaks_off_is_not_taken_for_whole():
    async def parts():
        yield b"abc"
        raise BackendFailure("cut-off", "gone")

    back, _, _ = talk(Response(200, (), stream=parts()), get("/"))
    assert not back.endswith(b"0\r\n\r\n")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"Host: localhost:8080\r\n", 200),
        (b"Host: 127.0.0.1\r\n", 200),
        (b"Host: [::1]:80\r\n", 200),
        (b"Host: localhost\r\nOrigin: http://localhost:3000\r\n", 200),
        (b"Host: evil.example\r\n", 403),
        (b"Host: localhost.evil.example\r\n", 403),
        (b"Host: [\r\n", 403),
        (b"Host: localhost\r\nOrigin: https://evil.example\r\n", 403),
        (b"Host: localhost\r\nOrigin: null\r\n", 403),
        (b"Host: localhost\r\nSec-Fetch-Site: cross-site\r\n", 403),
        (b"Host: localhost\r\nSec-Fetch-Site: none\r\n", 200),
        (b"Host: localhost\r\nSec-Fetch-Site: same-origin\r\n", 200),
    ],
)
def test_strangers_are_refused(headers, status):
    back, received, _ = talk(OK, get("/", headers))
    assert back.startswith(f"HTTP/1.1 {status} ".encode())
    assert len(received) == (status == 200)


def test_log_has_neither_query_nor_headers():
    _, _, [line] = talk(OK, get("/apim/x?key=secret"))
    assert (line.method, line.path, line.status) == ("GET", "/apim/x", 200)


def test_fault_of_this_machine_is_told_to_the_caller():
    async def answer(_: Request) -> Response:
        raise FileError("cannot write gateway.sqlite: No space left on device")

    back, _, [line] = talk(answer, get("/"))
    assert line.status == 500
    assert b"No space left on device" in back


def test_request_that_is_no_http_is_refused_and_leaves_no_trace_of_a_fault(caplog):
    back, received, _ = talk(OK, get("/", HOST + b"X-Odd: \x00\r\n"))
    assert back.startswith(b"HTTP/1.0 400 ")
    assert (received, caplog.records) == ([], [])


def test_client_that_goes_away_before_its_body_is_asked_for_is_no_fault(caplog, monkeypatch):
    async def run() -> bytes:
        async def answer(request: Request) -> Response:
            monkeypatch.setattr(StreamWriter, "write", refuse)
            return Response(200, (), (await read(request)).body)

        async def refuse(*_: object) -> None:
            monkeypatch.undo()
            raise ConnectionResetError

        async with HttpServer(Service(answer), "127.0.0.1", 0) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", int(server.address.rpartition(":")[2]))
            writer.write(get("/", HOST + b"Expect: 100-continue\r\nContent-Length: 9\r\n"))
            writer.write_eof()
            came = await reader.read()
            writer.close()
            return came

    assert b" 500 " not in asyncio.run(run())
    assert caplog.records == []


def test_call_of_a_client_that_goes_away_is_cancelled():
    async def run() -> str:
        began, ended = asyncio.Event(), asyncio.get_running_loop().create_future()

        async def answer(_: Request) -> Response:
            began.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                ended.set_result("cancelled")
                raise
            return OK

        async with HttpServer(Service(answer), "127.0.0.1", 0) as server:
            _, writer = await asyncio.open_connection("127.0.0.1", int(server.address.rpartition(":")[2]))
            writer.write(get("/"))
            await began.wait()
            writer.close()
            return await asyncio.wait_for(ended, 5)

    assert asyncio.run(run()) == "cancelled"


def test_calls_that_run_end_before_the_server_does():
    async def run() -> bytes:
        began, release = asyncio.Event(), asyncio.Event()

        async def answer(_: Request) -> Response:
            began.set()
            await release.wait()
            return OK

        server = await HttpServer(Service(answer), "127.0.0.1", 0).__aenter__()
        reader, writer = await asyncio.open_connection("127.0.0.1", int(server.address.rpartition(":")[2]))
        writer.write(get("/"))
        await began.wait()
        stopping = asyncio.create_task(server.stop())
        await asyncio.sleep(0)
        release.set()
        back = await reader.read()
        await stopping
        writer.close()
        return back

    assert asyncio.run(run()).endswith(b"ok")


@pytest.mark.parametrize("rounds", range(6))
def test_connections_that_arrive_while_the_server_ends_are_closed(rounds):
    async def run() -> None:
        server = await HttpServer(Service(OK), "127.0.0.1", 0).__aenter__()
        clients = [socket.create_connection(("127.0.0.1", int(server.address.rpartition(":")[2]))) for _ in range(3)]
        for _ in range(rounds):
            await asyncio.sleep(0)
        await server.stop()
        for client in clients:
            client.close()

    asyncio.run(run())
    gc.collect()  # reports a socket that is still open, which fails the test


def test_a_server_that_has_ended_can_be_stopped_again():
    async def run() -> None:
        async with HttpServer(Service(OK), "127.0.0.1", 0) as server:
            await server.stop()

    asyncio.run(run())


def test_address_that_is_taken_is_a_fault_with_a_cure():
    with bound("127.0.0.1", 0) as taken, pytest.raises(NetworkError) as caught:
        bound("127.0.0.1", taken.getsockname()[1])
    assert caught.value.hint == "choose another port with --port, or end what uses this one"

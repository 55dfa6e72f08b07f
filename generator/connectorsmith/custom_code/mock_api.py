"""A stand-in for an API on a loopback address: it gives recorded answers and keeps what it was sent."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType

from msgspec import Struct, field


class Received(Struct, frozen=True):
    """A request as it arrived: the host is that of the API it was meant for."""

    method: str
    host: str
    target: str
    headers: dict[str, str]
    body: bytes


class Reply(Struct, frozen=True):
    """An answer to give."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class StandIn:
    """A server, to be used with ``with``; ``answer`` makes the answer to each request."""

    def __init__(self, answer: Callable[[Received], Reply]) -> None:
        self.received: list[Received] = []
        self._answer = answer
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.stand_in = self
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> StandIn:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take(self, request: Received) -> Reply:
        """Keep a request and answer it."""
        self.received.append(request)
        return self._answer(request)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    stand_in: StandIn


class _Handler(BaseHTTPRequestHandler):
    """Hands requests of any method to the stand-in."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet for head and body; two would wait for each other
    disable_nagle_algorithm = True
    server: _Server

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        host = self.headers.get("Host", "")
        reply = self.server.stand_in.take(Received(self.command, host, self.path, dict(self.headers), body))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def __getattr__(self, name: str) -> Callable[[], None]:
        """One handler for every method: the server looks for do_GET, do_POST and so on."""
        if name.startswith("do_"):
            return self._handle
        raise AttributeError(name)

    def log_message(self, *_: object) -> None:
        """Say nothing: what arrives is kept."""

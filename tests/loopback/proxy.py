"""A proxy on this machine that ends the TLS of the hosts we stand in for, and forwards to no other host."""

from __future__ import annotations

import socketserver
import ssl
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.loopback.services import HOSTS, Dropped, Request, Services


class Proxy(socketserver.ThreadingTCPServer):
    """To be used with ``with``; ``refused`` are the other hosts that were asked for."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, services: Services, certificate: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.services = services
        self.refused: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate / "server.pem", certificate / "server.key")
        self.place = f"127.0.0.1:{self.server_address[1]}"
        self.address = f"http://{self.place}"

    def __enter__(self) -> Proxy:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_fault: Any) -> None:
        self.shutdown()
        self.server_close()


class _Tunnel(socketserver.StreamRequestHandler):
    """One connection of a client: CONNECT, and then what it has to say to the host."""

    server: Proxy

    def handle(self) -> None:
        method, target, *_ = self.rfile.readline().decode().split() or ("", "")
        while self.rfile.readline().strip():
            pass
        host = target.partition(":")[0]
        if method != "CONNECT" or host not in HOSTS:
            self.server.refused.append(target)
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        if fault := self.server.services.due("connect"):
            self.wfile.write(f"HTTP/1.1 {fault.status} Refused\r\nContent-Length: 0\r\n\r\n".encode())
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            with self.server.context.wrap_socket(self.connection, server_side=True) as inside:
                _Host(inside, host, self.server)
        except (OSError, Dropped):
            pass


class _Host(BaseHTTPRequestHandler):
    """The requests to one host, inside its TLS."""

    protocol_version = "HTTP/1.1"

    def __init__(self, connection: ssl.SSLSocket, host: str, server: Proxy) -> None:
        self.host = host
        super().__init__(connection, ("127.0.0.1", 0), server)

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = Request(self.host, self.command, self.path, dict(self.headers), body)
        status, headers, content = self.server.services.answer(request)
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("date", "server"):
                self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.close_connection = "Content-Length" in headers  # of which not all is sent
        self.end_headers()
        self.wfile.write(content)

    def __getattr__(self, name: str) -> Any:
        """Whatever the method, ``do_GET`` or another: it is answered in one way."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, *_arguments: Any) -> None:
        pass

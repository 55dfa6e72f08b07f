"""The service that connectors call: it answers each request in the same way, on a port of this machine."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any, Final

from tests.atomicity.background import questions

_BODY: Final = b'{"pets": ["a cat"]}'


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_BODY)))
        self.end_headers()
        self.wfile.write(_BODY)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


def serve(connection: Connection) -> None:
    """Answer until the parent has ended; the port goes to the connection."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection.send(server.server_address[1])
        for _ in questions(connection):
            pass

"""A Redis that a test can stop and start again, on the same port."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path
from types import TracebackType

import pytest


class RedisServer:
    """To be used with ``with``; it keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("redis-server")
        if program is None:
            pytest.skip("Redis is not installed: run tests/install-redis")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._command, self._folder = [program, *options], folder
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self._server = subprocess.Popen(self._command, cwd=self._folder, stdout=subprocess.PIPE, text=True)
        assert self._server.stdout is not None
        assert any("Ready to accept connections" in line for line in self._server.stdout), "Redis does not start"

    def stop(self) -> None:
        """End it; what it holds is lost."""
        self._server.terminate()
        self._server.communicate()

    def __enter__(self) -> RedisServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

"""The memory that a gateway needs for a large request and a large answer, measured in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec import Struct
from tests.gateway_faults.stage import SECRET, VARIABLE, workspace

CHUNK = 256 * 1024
ROOT = Path(__file__).parents[2]


class Measured(Struct, frozen=True):
    """Bytes that the service got, bytes that the client got, and by how many bytes the gateway has grown meanwhile."""

    sent: int
    came: int
    grown: int


class GatewayProcess:
    """A gateway that runs in another process."""

    def __init__(self, process: Process, port: int) -> None:
        self.process = process
        self.port = port

    async def peak(self) -> int:
        """The most memory that it has held, in bytes."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        return int(await _line(self.process))


async def _line(process: Process) -> bytes:
    assert process.stdout is not None
    return await process.stdout.readline()


@asynccontextmanager
async def gateway_process(root: Path, store: str | None = None, most: int = 0) -> AsyncIterator[GatewayProcess]:
    """Start a gateway for a workspace, and end it; none of its files may become larger than ``most`` bytes."""
    environment = {**os.environ, VARIABLE: SECRET, "PYTHONPATH": str(ROOT)}
    arguments = ["-m", "tests.gateway_faults.gateway_process", str(root), store or "", str(most)]
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdin=PIPE, stdout=PIPE, env=environment)
    try:
        yield GatewayProcess(process, int(await _line(process)))
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def measured(size: int) -> Measured:
    """Send a body of a size through a gateway to a service that answers with one of the same size, in pieces."""
    received = 0

    async def talk(reader: StreamReader, writer: StreamWriter) -> None:
        nonlocal received
        received = await swallowed(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % received)
        await pour(writer, received)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=CHUNK)
    port = server.sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        async with gateway_process(workspace(Path(folder), port)) as gateway:
            await exchanged(gateway.port, 8 * CHUNK)
            before = await gateway.peak()
            came = await exchanged(gateway.port, size)
            after = await gateway.peak()
    server.close()
    return Measured(received, came, after - before)


async def swallowed(reader: StreamReader) -> int:
    """The size of the body of a request, which is read and dropped."""
    head = await reader.readuntil(b"\r\n\r\n")
    size = int(head.lower().partition(b"content-length:")[2].split()[0])
    left = size
    while left and (part := await reader.read(min(left, CHUNK))):
        left -= len(part)
    return size - left


async def pour(writer: StreamWriter, size: int) -> None:
    """Send so many bytes, as fast as they are taken."""
    part = b"x" * CHUNK
    for start in range(0, size, CHUNK):
        writer.write(part[: size - start])
        await writer.drain()


async def exchanged(port: int, size: int) -> int:
    """Send so many bytes to the gateway; gives how many come back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=CHUNK)
    head = "POST /apim/faults/team/plain HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    writer.write(f"{head}Content-Length: {size}\r\n\r\n".encode())
    await pour(writer, size)
    await reader.readuntil(b"\r\n\r\n")
    came = 0
    while part := await reader.read(CHUNK):
        came += len(part)
    writer.close()
    return came

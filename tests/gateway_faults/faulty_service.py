"""A service on this machine that misbehaves as a case says, byte by byte."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import zlib
from random import Random
from typing import Any

from tests.unit.server.raw_server import request

_REASON = {200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified"}


class FaultyService:
    """Answers each request as ``says`` has it; ``received`` has the requests.

    The event ``reached`` is set with each request, and ``left`` when a client goes away.
    A case may give ``raw``, the bytes of the whole answer, followed by ``long`` letters, or its parts: ``status``,
    ``headers``, ``body`` (a text, or JSON), ``base64``, ``deep`` (levels of arrays), ``random`` (so many bytes, which
    gzip hardly makes smaller, ``wrapped`` in an object), ``repeat`` (how often), ``packed`` (gzip, deflate,
    raw-deflate, or several members of gzip as ``members``), ``framed`` (length, chunked, none), ``cut`` (how many bytes
    of the framed body are sent), and ``then: silence`` to keep the connection open. ``first: silence`` sends nothing
    at all, ``after`` waits for an event, and ``reads: false`` answers before anything is read.
    """

    def __init__(self) -> None:
        self.says: dict[str, Any] = {}
        self.received: list[bytes] = []
        self.reached = asyncio.Event()
        self.left = asyncio.Event()
        self.port = 0
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen, on the same port each time."""
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Refuse connections."""
        if self._server is not None:
            self._server.close()
            self._server = None

    @property
    def is_open(self) -> bool:
        return self._server is not None

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        says = self.says
        try:
            if says.get("reads", True):
                self.received.append(await request(reader))
                self.reached.set()
            if "after" in says:
                await says["after"].wait()
            if says.get("first") != "silence":
                for piece in answer(says):
                    writer.write(piece)
                    await writer.drain()
            if "silence" in (says.get("then"), says.get("first")):
                await reader.read()
                self.left.set()
        except (asyncio.IncompleteReadError, ConnectionError):
            self.left.set()
        except asyncio.CancelledError:
            return
        finally:
            writer.close()


def answer(says: dict[str, Any]) -> list[bytes]:
    """The pieces of an answer."""
    if "raw" in says:
        return [says["raw"].encode("latin-1") + b"x" * says.get("long", 0)]
    status, framed = says.get("status", 200), says.get("framed", "length")
    content = packed(body(says), says.get("packed"))
    headers = {"Content-Type": "application/json", "Connection": "close", **says.get("headers", {})}
    if says.get("packed"):
        headers.setdefault("Content-Encoding", "gzip" if says["packed"] in ("gzip", "members") else "deflate")
    lines = [f"HTTP/1.1 {status} {_REASON.get(status, 'Status')}"]
    lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
    lines += {"length": [f"Content-Length: {len(content)}"], "chunked": ["Transfer-Encoding: chunked"]}.get(framed, [])
    sent = chunked(content) if framed == "chunked" else content
    return ["\r\n".join([*lines, "", ""]).encode(), sent[: says.get("cut")]]


def body(says: dict[str, Any]) -> bytes:
    """The body before it is packed."""
    if "base64" in says:
        return base64.b64decode(says["base64"])
    if "random" in says:
        noise = base64.b64encode(Random(1).randbytes(says["random"] * 3 // 4))
        return b'{"id": "%s"}' % noise if says.get("wrapped") else noise
    if "deep" in says:
        arrays = b"[" * says["deep"] + b"]" * says["deep"]
        return b'{"id": %s}' % arrays if says.get("wrapped") else arrays
    value = says.get("body", "")
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode(says.get("charset", "utf-8")) * says.get("repeat", 1)


def packed(content: bytes, how: str | None) -> bytes:
    """The body in the way it is packed."""
    if how == "gzip":
        return gzip.compress(content, 1, mtime=0)
    if how == "members":
        half = len(content) // 2
        return gzip.compress(content[:half], mtime=0) + gzip.compress(content[half:], mtime=0)
    if how == "raw-deflate":
        machine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return machine.compress(content) + machine.flush()
    return zlib.compress(content) if how == "deflate" else content


def chunked(content: bytes, size: int = 65536) -> bytes:
    """The body in chunks."""
    pieces = (content[start : start + size] for start in range(0, len(content), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"

"""A client on a raw socket, which sends what a case says and reads whatever comes back."""

from __future__ import annotations

import asyncio
import json
from http.client import HTTPException, HTTPResponse, IncompleteRead
from io import BytesIO
from typing import Any

from msgspec import Struct


class Answer(Struct, frozen=True):
    """What came back: ``whole`` says that the body has the length that its framing promises; 0 is no answer."""

    status: int
    headers: dict[str, str] = {}
    body: bytes = b""
    whole: bool = True
    raw: bytes = b""


async def asked(port: int, case: dict[str, Any], host: str = "127.0.0.1") -> Answer:
    """Send the request of a case, and read until the gateway closes the connection.

    ``call`` is method and path below the connection, or ``target`` the whole target of the request; ``headers`` and
    ``body`` (a text, or JSON) go with it, ``chunked`` frames the body, and ``sent`` is a whole request as bytes,
    ``later`` what is sent when the gateway asks for the body. ``long`` and ``long-header`` add so many letters.
    ``patience`` is how long to wait, in seconds.
    """
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request(case))
        await writer.drain()
        if "later" in case:
            await reader.readuntil(b"100 Continue\r\n\r\n")
            writer.write(case["later"].encode())
        async with asyncio.timeout(case.get("patience", 20)):
            return read_answer(await reader.read(), case.get("call", "GET ").partition(" ")[0])
    except ConnectionError:
        return Answer(0)
    finally:
        writer.close()


def request(case: dict[str, Any]) -> bytes:
    """The bytes of a request."""
    if "sent" in case:
        return str(case["sent"]).encode("latin-1")
    method, _, path = case["call"].partition(" ")
    given = case.get("body")
    content = (
        b"" if given is None else given.encode("latin-1") if isinstance(given, str) else json.dumps(given).encode()
    )
    content *= case.get("repeat", 1)
    target = case.get("target", f"/apim/faults/team{path}") + "x" * case.get("long", 0)
    headers = {"Host": "localhost", "Connection": "close", **case.get("headers", {})}
    headers |= {"X-Long": "x" * case["long-header"]} if "long-header" in case else {}
    if given is not None:
        headers |= {"Content-Type": "application/json"} | (
            {"Transfer-Encoding": "chunked"} if case.get("chunked") else {"Content-Length": str(len(content))}
        )
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content) if case.get("chunked") else content
    return "\r\n".join(lines).encode("latin-1") + body


class _Socket:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self._data)


def read_answer(data: bytes, method: str = "GET") -> Answer:
    """An answer out of its bytes."""
    response = HTTPResponse(_Socket(data), method=method)  # type: ignore[arg-type]
    try:
        response.begin()
    except (HTTPException, ConnectionError, ValueError):
        return Answer(0, raw=data)
    headers = {name.lower(): value for name, value in response.getheaders()}
    try:
        return Answer(response.status, headers, response.read(), raw=data)
    except IncompleteRead as cut:
        return Answer(response.status, headers, cut.partial, whole=False, raw=data)

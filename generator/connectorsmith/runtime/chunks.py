"""Large bodies in chunks, as the engine of flows sends and fetches them where an operation has ``chunkTransfer``.

Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-handle-large-messages.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.model import Operation
from connectorsmith.runtime.compose import compose
from connectorsmith.runtime.execute import forward
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.links import follow_link, whole
from connectorsmith.runtime.message import Headers, Request, Response, header, with_header, without_header
from connectorsmith.runtime.triggers import named_operation
from connectorsmith.runtime.url import joined

CHUNK: Final = 8 * 1024 * 1024
"""Bytes of a chunk where the service names no size."""
_MOST: Final = 10_000
_CAPABILITIES: Final = "x-ms-capabilities"
_RANGE: Final = re.compile(r"bytes[ =](\d{1,18})-(\d{1,18})(?:/(\d{1,18}|\*))?")


class ChunkedTransfer(Struct, frozen=True):
    """The outcome of a transfer: the last result, those before it, and why it ended early, if it did."""

    result: Result
    earlier: tuple[Result, ...] = ()
    reason: str | None = None


def takes_chunks(operation: Operation) -> bool:
    """Whether an operation is marked for transfer in chunks."""
    capabilities = operation.extra.get(_CAPABILITIES)
    return isinstance(capabilities, dict) and capabilities.get("chunkTransfer") is True


async def upload(gateway: Gateway, call: Call, size: int = CHUNK) -> ChunkedTransfer:
    """Announce the body of a call, and send it piece by piece to the Location of the answer.

    Raises UnknownNameError if there is no such operation, and CannotCompose if the client would make no request.
    """
    operation = named_operation(gateway.connector, call.operation)
    composed = compose(gateway.connector, operation, call)
    address = joined(gateway.address, composed.path, composed.query)
    announced = with_header(composed.headers, "x-ms-transfer-mode", "chunked")
    announced = with_header(announced, "x-ms-content-length", str(len(composed.body)))
    start = await whole(gateway, await forward(gateway, Request(composed.method, address, announced), call.client))
    location = header(start.response.headers, "Location")
    if start.response.status != 200 or location is None:
        return ChunkedTransfer(
            start, (), "the service does not take chunks: it answers the announcement without a Location"
        )
    kind = header(composed.headers, "Content-Type") or "application/octet-stream"
    return await _send(gateway, call, location, composed.body, kind, start, _size(start.response, size))


async def _send(
    gateway: Gateway, call: Call, location: str, content: bytes, kind: str, start: Result, size: int
) -> ChunkedTransfer:
    results, sent = [start], 0
    while sent < len(content):
        chunk = content[sent : sent + size]
        headers: Headers = (
            ("Content-Range", f"bytes={sent}-{sent + len(chunk) - 1}/{len(content)}"),
            ("Content-Type", kind),
        )
        link = Request("PATCH", location, headers, chunk)
        result = await whole(gateway, await follow_link(gateway, location, call.client, "send", request=link))
        if result.response.status != 200:
            return ChunkedTransfer(
                result, tuple(results), f"the chunk from byte {sent} is answered {result.response.status}"
            )
        reached = _RANGE.search(header(result.response.headers, "Range") or "")
        end = int(reached[2]) + 1 if reached else sent + len(chunk)
        if end <= sent:
            return ChunkedTransfer(result, tuple(results), f"the service acknowledges no byte from {sent} on")
        results.append(result)
        sent, size = end, _size(result.response, size)
    return ChunkedTransfer(results[-1], tuple(results[:-1]))


async def download(gateway: Gateway, call: Call) -> ChunkedTransfer:
    """Run an operation, and fetch the rest of an answer with 206; the last result has the body as a whole.

    Raises as ``upload`` does.
    """
    operation = named_operation(gateway.connector, call.operation)
    composed = compose(gateway.connector, operation, call)
    address = joined(gateway.address, composed.path, composed.query)
    results: list[Result] = []
    content = b""
    headers = composed.headers
    for _ in range(_MOST):
        request = Request(composed.method, address, headers, composed.body)
        result = await whole(gateway, await forward(gateway, request, call.client))
        results.append(result)
        if result.response.status != 206:
            early = "the rest is answered with another status than 206" if content else None
            return ChunkedTransfer(result, tuple(results[:-1]), early)
        found = _RANGE.search(header(result.response.headers, "Content-Range") or "")
        if found is None or int(found[1]) != len(content):
            return ChunkedTransfer(
                result, tuple(results[:-1]), f"there is no Content-Range that begins at {len(content)}"
            )
        content += result.response.body
        if found[3] is None or not found[3].isdecimal() or len(content) >= int(found[3]):
            return ChunkedTransfer(_completed(result, content), tuple(results[:-1]))
        headers = with_header(composed.headers, "Range", f"bytes={len(content)}-")
    return ChunkedTransfer(results[-1], tuple(results[:-1]), f"the answer does not end after {_MOST} requests")


def _size(response: Response, otherwise: int) -> int:
    """The size that the service asks for, from now on."""
    value = header(response.headers, "x-ms-chunk-size") or ""
    return int(value) if value.isascii() and value.isdigit() and int(value) > 0 else otherwise


def _completed(result: Result, content: bytes) -> Result:
    headers = without_header(without_header(result.response.headers, "Content-Range"), "Content-Length")
    return replace(result, response=Response(200, headers, content))

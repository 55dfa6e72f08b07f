"""Answers that are packed with gzip or deflate, as policies, custom code and makers see them."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Final

from msgspec.structs import replace

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import MOST_BYTES, Response, header, without_header

_CODINGS: Final = ("gzip", "x-gzip", "deflate")
_PIECE: Final = 1024 * 1024
"""Bytes that are unpacked at a time."""
_PADDING: Final = b"\0"
"""Bytes that may follow the last member."""
_METHOD: Final = 8
"""The method in the first byte of zlib's header, https://www.rfc-editor.org/rfc/rfc1950#section-2.2."""


def unpacked(response: Response) -> Response:
    """The answer without gzip or deflate; a body that cannot be unpacked stays as it is, with its header.

    A stream is unpacked as it is read, which raises BackendFailure where it cannot be.
    """
    coding = (header(response.headers, "Content-Encoding") or "").strip().lower()
    if coding not in _CODINGS or (response.stream is None and not response.body):
        return response
    headers = without_header(without_header(response.headers, "Content-Encoding"), "Content-Length")
    if response.stream is not None:
        return replace(response, headers=headers, stream=_unpacked_stream(response.stream, coding))
    body = _unpacked_body(response.body, coding)
    return response if body is None else replace(response, headers=headers, body=body)


class _Unpacker:
    """Unpacks one body, which may have several members, https://www.rfc-editor.org/rfc/rfc1952#section-2.2.

    ``machine`` is ``None`` between members, so at the end of a whole body. A body of deflate may lack the header of
    zlib, since some servers leave it out, https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.2.
    """

    def __init__(self, coding: str) -> None:
        self._gzip = coding != "deflate"
        self.machine: zlib._Decompress | None = None

    def unpack(self, data: bytes) -> Iterator[bytes]:
        """Unpack the next bytes, in pieces. Raises zlib.error."""
        more = False
        while data or more:
            machine = self.machine = self.machine or self._begin(data[0])
            piece = machine.decompress(data, _PIECE)
            yield piece
            data, more = machine.unconsumed_tail, len(piece) == _PIECE
            if machine.eof:
                data, more = machine.unused_data.lstrip(_PADDING), False
                self.machine = None

    def _begin(self, first: int) -> zlib._Decompress:
        if self._gzip:
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        return zlib.decompressobj(zlib.MAX_WBITS if first & 0x0F == _METHOD else -zlib.MAX_WBITS)


def _unpacked_body(body: bytes, coding: str) -> bytes | None:
    machine, pieces, size = _Unpacker(coding), [], 0
    try:
        for piece in machine.unpack(body):
            size += len(piece)
            if size > MOST_BYTES:
                return None
            pieces.append(piece)
    except zlib.error:
        return None
    return b"".join(pieces) if machine.machine is None else None


async def _unpacked_stream(stream: AsyncIterator[bytes], coding: str) -> AsyncIterator[bytes]:
    machine = _Unpacker(coding)
    try:
        async for part in stream:
            for piece in machine.unpack(part):
                yield piece
    except zlib.error:
        raise BackendFailure("invalid", f"the answer cannot be unpacked as {coding}") from None
    if machine.machine is not None:
        raise BackendFailure("cut-off", f"the answer ends before its {coding} does")

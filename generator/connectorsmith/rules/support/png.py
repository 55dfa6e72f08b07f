"""The header and the first pixel of a PNG, read without a library for images."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.model.files import PNG_SIGNATURE


class Image(Struct, frozen=True):
    """The size in pixels, and the colour in the upper left corner: red, green, blue and opacity, 0 to 255 each.

    The corner is unknown where the file is damaged or interlaced.
    """

    width: int
    height: int
    corner: tuple[int, int, int, int] | None


def read_png(content: bytes) -> Image | None:
    """Read the header, and as much of the first row as the corner takes; ``None`` if it is not a PNG.

    The formats are those of https://www.w3.org/TR/png-3/, with 8 bits for each channel, or a palette.
    """
    if not content.startswith(PNG_SIGNATURE) or content[12:16] != b"IHDR" or len(content) < _HEADER:
        return None
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", content[16:29])
    chunks = dict(_chunks(content))
    corner = None if interlaced else _corner(chunks, depth, kind)
    return Image(width, height, corner)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the data of each chunk from the last to the first, so that of several the first counts."""
    found, start = [], len(PNG_SIGNATURE)
    while start + _FRAME <= len(content):
        length = int.from_bytes(content[start : start + 4], "big")
        found.append((content[start + 4 : start + 8], content[start + 8 : start + 8 + length]))
        start += _FRAME + length
    return reversed(found)


def _corner(chunks: Mapping[bytes, bytes], depth: int, kind: int) -> tuple[int, int, int, int] | None:
    """The first pixel; whatever the filter of the first row is, it changes nothing there."""
    try:
        pixel = zlib.decompressobj().decompress(chunks.get(b"IDAT", b""), 1 + _LONGEST)[1:]
    except zlib.error:
        return None
    if kind == _PALETTE and depth <= _BITS and pixel:
        index = pixel[0] >> (_BITS - depth)
        color, opacity = chunks.get(b"PLTE", b"")[3 * index : 3 * index + 3], chunks.get(b"tRNS", b"")
        return (*color, opacity[index] if index < len(opacity) else FULL) if len(color) == 3 else None
    if depth != _BITS or len(pixel) < _CHANNELS.get(kind, _LONGEST + 1):
        return None
    grey = kind in (0, 4)
    red, green, blue = pixel[:1] * 3 if grey else pixel[:3]
    return red, green, blue, pixel[_CHANNELS[kind] - 1] if kind in (4, 6) else FULL


_HEADER: Final = 33
"""Bytes of the signature and the first chunk."""
_FRAME: Final = 12
"""Bytes of a chunk besides its data."""
_PALETTE: Final = 3
_CHANNELS: Final[Mapping[int, int]] = {0: 1, 2: 3, 4: 2, 6: 4}
_LONGEST: Final = 4
_BITS: Final = 8
FULL: Final = 255
"""The opacity of what nothing shines through."""

"""The icon: the initials of the connector on its brand colour, drawn so that every machine makes the same bytes.

Pillow draws the letters in the font's own size, one unit a pixel, where no version of FreeType rounds, and they are
then averaged down. The PNG is written here, uncompressed: compressed bytes differ from one build of zlib to the next.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.errors import ToolError
from connectorsmith.model import Connector
from connectorsmith.model.files import ICON, ICON_SIDES, PNG_SIGNATURE

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SIZE = ICON_SIDES[1]
"""Pixels on each side."""
SHADES = 16
LETTERS = 3
EM = 1000
"""The units of Pillow's font in the height of a line."""
GAP = 70
"""Units between the ink of two letters."""
HEIGHT, WIDTH = 0.42, 0.72
"""How much of the icon the letters may fill."""
FALLBACK = (0x3B, 0x4A, 0x5A)
"""A slate blue, for a connector without a usable colour; certification refuses ``REFUSED_COLORS``."""

Colour: TypeAlias = tuple[int, int, int]


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """Give ``icon.png``: the one that lies beside the spec, unchanged, or else a drawn one."""
    given = connector.assets.get(ICON)
    yield GeneratedFile(ICON, draw(initials(connector), background(connector)) if given is None else given)


def background(connector: Connector) -> Colour:
    """Read the brand colour, ``#rgb`` or ``#rrggbb``."""
    written = (connector.properties.icon_brand_color if connector.properties else None) or ""
    digits = re.fullmatch(r"#((?:[0-9a-fA-F]{3}){1,2})", written.strip())
    if digits is None:
        return FALLBACK
    pairs = digits[1] if len(digits[1]) == 6 else "".join(digit * 2 for digit in digits[1])
    red, green, blue = bytes.fromhex(pairs)
    return red, green, blue


def initials(connector: Connector) -> str:
    """Take the given initials, or those of the title's first two words, counting capitals inside a word as words."""
    given = _plain(str(connector.icon.get("initials") or ""))
    title = _plain(str(connector.icon.get("title") or (connector.info.title if connector.info else None) or ""))
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", title) or re.findall(r"[A-Za-z0-9]+", connector.id)
    return re.sub(r"\s", "", given)[:LETTERS] or "".join(word[0].upper() for word in words[:2]) or "C"


def _plain(text: str) -> str:
    """Reduce letters to ASCII, the ones the font is sure to have; what has no plain form is dropped."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


@lru_cache(maxsize=64)
def draw(letters: str, colour: Colour) -> bytes:
    """Draw letters in the middle of a square of one colour, as an opaque PNG; kept for the next environment."""
    from PIL.Image import new  # only a build that draws an icon pays for loading it

    written = _written(letters)
    factor = max(ceil(written.width / (WIDTH * SIZE)), ceil(written.height / (HEIGHT * SIZE)))
    small = written.reduce(factor)
    mask = new("L", (SIZE, SIZE))
    mask.paste(small, ((SIZE - small.width) // 2, (SIZE - small.height) // 2))
    return _png(mask.tobytes(), _palette(colour))


def is_drawn(icon: bytes) -> bool:
    """Whether an icon is one that ``draw`` has made: its size, and a palette from one colour to black or white."""
    first = len(_head([])) - 4  # the first colour is before the checksum of the palette
    head = icon[first : first + 3]
    return len(head) == 3 and icon.startswith(_head(_palette((head[0], head[1], head[2]))))


def _palette(colour: Colour) -> list[Colour]:
    """The shades from a colour to that of the letters on it."""
    return [_mix(colour, ink(colour), step / (SHADES - 1)) for step in range(SHADES)]


def _written(letters: str) -> Image:
    """Write letters on one line, white on black and cut to their ink; kerning is left to no library."""
    from PIL import ImageFont
    from PIL.Image import new

    font = ImageFont.load_default(EM)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise ToolError(f"{ICON} cannot be drawn: Pillow was built without FreeType", "install Pillow from a wheel")
    cells = [_inked(letter, font) for letter in letters]
    line = new("L", (sum(cell.width + GAP for cell in cells), max(cell.height for cell in cells)))
    end = 0
    for cell in cells:
        line.paste(cell, (end, 0))
        end += cell.width + GAP
    return line.crop(line.getbbox())


def _inked(letter: str, font: FreeTypeFont) -> Image:
    """Write a letter, cut to its ink on the left and right; above it is the line, whose letters are at one height."""
    from PIL import ImageDraw
    from PIL.Image import new

    left, _, right, bottom = (int(edge) for edge in font.getbbox(letter))
    cell = new("L", (right - left + 2 * GAP, bottom + GAP))  # larger than the ink, and no larger than need be
    ImageDraw.Draw(cell).text((GAP - left, 0), letter, fill=255, font=font)
    first, _, last, _ = cell.getbbox() or (0, 0, 0, 0)
    return cell.crop((first, 0, last, cell.height))


def ink(colour: Colour) -> Colour:
    """Choose black or white, whichever contrasts more: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return (255, 255, 255) if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else (0, 0, 0)


def _mix(back: Colour, front: Colour, share: float) -> Colour:
    red, green, blue = (round(b + (f - b) * share) for b, f in zip(back, front, strict=True))
    return red, green, blue


def _png(coverage: bytes, palette: list[Colour]) -> bytes:
    """Write a palette PNG of four bits a pixel (https://www.w3.org/TR/png-3/); ``coverage`` is 0 to 255 a pixel."""
    shades = [round(value * (SHADES - 1) / 255) for value in range(256)]
    left = coverage[::2].translate(bytes(shade << 4 for shade in shades))
    right = coverage[1::2].translate(bytes(shades))
    pixels = (int.from_bytes(left) | int.from_bytes(right)).to_bytes(len(left))
    rows = (pixels[start : start + SIZE // 2] for start in range(0, len(pixels), SIZE // 2))
    data = _stored(b"".join(b"\0" + row for row in rows))
    return _head(palette) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _head(palette: list[Colour]) -> bytes:
    """The first bytes of a drawn icon, up to its pixels."""
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 4, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    return PNG_SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"PLTE", colours)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _stored(data: bytes) -> bytes:
    """Wrap data as one stored block of a zlib stream (RFC 1950, RFC 1951); a block holds at most 65,535 bytes."""
    block = struct.pack("<BHH", 1, len(data), len(data) ^ 0xFFFF) + data
    return b"\x78\x01" + block + struct.pack(">I", zlib.adler32(data))

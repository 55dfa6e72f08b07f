"""What rules read of patterns, pictures and texts that cannot be read as a whole."""

from __future__ import annotations

import struct
import zlib

import pytest

from connectorsmith.model.files import PNG_SIGNATURE
from connectorsmith.rules.support.patterns import fault_of
from connectorsmith.rules.support.phrases import both, either
from connectorsmith.rules.support.png import read_png
from connectorsmith.rules.support.script_brackets import lone_bracket


@pytest.mark.parametrize("pattern", ["a{99999999999}", "[a-z]{2}", "(?<word>a)"])
def test_pattern_that_only_python_cannot_read_has_no_fault(pattern):
    assert fault_of(pattern) is None


def picture(depth: int, kind: int, row: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """A picture of one pixel; ``row`` is compressed unless it begins with an exclamation mark."""
    header = struct.pack(">IIBBBBB", 1, 1, depth, kind, 0, 0, 0)
    data = row[1:] if row.startswith(b"!") else zlib.compress(b"\0" + row)
    chunks = [(b"IHDR", header), *more, (b"IDAT", data), (b"IEND", b"")]
    return PNG_SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


PALETTE = (b"PLTE", b"\x01\x02\x03\x04\x05\x06")


@pytest.mark.parametrize(
    ("content", "corner"),
    [
        (picture(8, 2, b"\x01\x02\x03"), (1, 2, 3, 255)),
        (picture(8, 6, b"\x01\x02\x03\x04"), (1, 2, 3, 4)),
        (picture(8, 0, b"\x07"), (7, 7, 7, 255)),
        (picture(8, 4, b"\x07\x08"), (7, 7, 7, 8)),
        (picture(8, 3, b"\x01", PALETTE), (4, 5, 6, 255)),
        (picture(1, 3, b"\x80", PALETTE, (b"tRNS", b"\x00\x09")), (4, 5, 6, 9)),
        (picture(8, 3, b"\x05", PALETTE), None),
        (picture(16, 2, b"\x01\x02\x03\x04\x05\x06"), None),
        (picture(8, 2, b"\x01"), None),
        (picture(8, 2, b"!damaged"), None),
    ],
    ids=["colours", "opacity", "grey", "grey with opacity", "palette", "palette with opacity",
         "index that is not there", "16 bits", "row that is too short", "damaged"],
)  # fmt: skip
def test_corner_of_a_picture(content, corner):
    found = read_png(content)
    assert (found.width, found.height, found.corner) == (1, 1, corner)


def test_long_lists_of_words_are_cut():
    assert (both("abc"), either("abc")) == ("a, b and c", "a, b or c")
    assert both(map(str, range(200))).endswith(", …")


@pytest.mark.parametrize(
    ("code", "place"),
    [('f($"{a}");', None), ('f($"{a");', 4), ('f($"a\n{");', None), ('f($"a""{");', None), ("f(a));", 4)],
    ids=["hole", "open hole", "text over two lines", "two texts", "bracket too many"],
)
def test_brackets_of_code_with_filled_texts(code, place):
    assert lone_bracket(code) == place

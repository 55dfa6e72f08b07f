"""ZIP archives written byte by byte from a description, sound or not: a library would refuse to write the others."""

from __future__ import annotations

import random
import re
import struct
import zlib
from typing import Any

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
DEFLATED = 8


def made_archive(description: dict[str, Any]) -> bytes:
    """An archive with ``entries``, data ``before`` and ``behind`` it, a ``comment``, and the first ``keep`` bytes."""
    parts = [text(description.get("before", ""))]
    directory = []
    for entry in description["entries"]:
        fields = _fields(entry)
        at = entry.get("at", sum(map(len, parts)))
        local, central = _headers(fields, at, entry)
        parts += [local, fields["packed"]]
        directory.append(central)
    where, whole, comment = sum(map(len, parts)), b"".join(directory), text(description.get("comment", ""))
    count = len(directory)
    end = END + struct.pack("<4H2LH", 0, 0, count, count, len(whole), where, len(comment)) + comment
    made = b"".join([*parts, whole, end, text(description.get("behind", ""))])
    return made[: description.get("keep", len(made))]


def text(value: Any) -> bytes:
    """The bytes of a content: a text, a ``{repeat, times}``, or an archive inside."""
    if isinstance(value, dict):
        return text(value["repeat"]) * value["times"] if "repeat" in value else made_archive(value)
    return value if isinstance(value, bytes) else str(value).encode()


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    content = text(entry.get("content", ""))
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(content) + packer.flush() if entry.get("deflated") else content
    return {
        "packed": entry.get("packed", packed),
        "method": entry.get("method", DEFLATED if entry.get("deflated") else 0),
        "crc": entry.get("crc", zlib.crc32(content)),
        "size": entry.get("size", len(content)),
        "name": entry["name"] if isinstance(entry["name"], bytes) else entry["name"].encode("utf-8", "surrogatepass"),
    }


def _headers(fields: dict[str, Any], at: int, entry: dict[str, Any]) -> tuple[bytes, bytes]:
    """The header before the bytes of an entry, and that in the list of entries."""
    name, extra = fields["name"], entry.get("extra", b"")
    version, flags = entry.get("version", 20), entry.get("flags", 0x800)
    known = struct.pack("<4H3L", flags, fields["method"], 0, 0x21, fields["crc"], len(fields["packed"]), fields["size"])
    local = LOCAL + struct.pack("<H", version) + known + struct.pack("<2H", len(name), len(extra)) + name + extra
    rest = struct.pack("<5H2L", len(name), len(extra), 0, 0, 0, entry.get("mode", 0) << 16, at)
    return local, CENTRAL + struct.pack("<BBH", 20, 3, version) + known + rest + name + extra


def damaged(content: bytes, source: random.Random) -> bytes:
    """An archive with one to three of these faults: bits turned, cut off, a field of a header set, bytes doubled."""
    for _ in range(source.randint(1, 3)):
        content = source.choice([_turned, _cut, _set, _set, _doubled])(content, source)
    return content


def _turned(content: bytes, source: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(source.randint(1, 8)):
        if changed:
            changed[source.randrange(len(changed))] ^= 1 << source.randrange(8)
    return bytes(changed)


def _cut(content: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(content) + 1)
    return source.choice([content[:at], content[at:], content[:at] + content[at + source.randint(1, 9) :]])


def _set(content: bytes, source: random.Random) -> bytes:
    """Some bytes of one of the headers become the least, the largest or any number."""
    kind = source.choice([LOCAL, CENTRAL, END])
    starts = [found.start() for found in re.finditer(re.escape(kind), content)]
    if not starts:
        return content
    at = source.choice(starts) + source.randrange(4, 46)
    size = source.choice([1, 2, 4])
    value = source.choice([bytes(size), b"\xff" * size, source.randbytes(size)])
    return content[:at] + value + content[at + size :]


def _doubled(content: bytes, source: random.Random) -> bytes:
    start, end = sorted(source.randrange(len(content) + 1) for _ in range(2))
    at = source.randrange(len(content) + 1)
    return content[:at] + content[start:end] + content[at:]

"""Archives as certification submissions are, whole or damaged: in their structure, their names, their bytes."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from random import Random
from typing import Any, Final

from tests.fuzz import odd_values
from tests.fuzz.material import CASES
from tests.yaml_files import yaml_value

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_FIELDS: Final = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07")
"""How the records of an archive begin; their fields follow within 50 bytes."""


@cache
def _cases() -> tuple[dict[str, Any], ...]:
    files = sorted((CASES / "submission").glob("*.yaml"))
    return tuple(yaml_value(file) for file in files)


def archive(chance: Random) -> bytes:
    """The bytes of an archive."""
    content = _packed(chance.choice(_cases()), chance)
    kind = chance.random()
    if kind < 0.3:
        return content
    for _ in range(chance.choice((1, 1, 2, 8))):
        content = _damaged(content, chance)
    return content


def _packed(entries: dict[str, Any], chance: Random, depth: int = 0) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", chance.choice(_METHODS)) as file:
        for name, item in entries.items():
            if chance.random() < 0.05:
                continue
            content = _packed(item, chance, depth + 1) if isinstance(item, dict) else _text(item, chance)
            if depth and isinstance(item, dict) and chance.random() < 0.2:
                content = _damaged(content, chance)
            named = odd_values.text(chance) if chance.random() < 0.04 else name
            info = zipfile.ZipInfo(named.encode("utf-8", "replace").decode()[:60_000] or "a")
            info.compress_type = chance.choice(_METHODS)
            file.writestr(info, content)
        if chance.random() < 0.03:
            file.writestr(zipfile.ZipInfo("bomb.xml"), b" " * 3_000_000, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _text(text: str, chance: Random) -> bytes:
    kind = chance.random()
    if kind < 0.7:
        return text.encode()
    if kind < 0.8:
        return text.encode("utf-16")
    if kind < 0.9:
        return (
            text[: chance.randint(0, len(text))]
            + chance.choice(("<", "<a " * 3_000, "<Workflows>" * 500, " " * 9_000, odd_values.text(chance)))
        ).encode("utf-8", "replace")
    return odd_values.text(chance).encode("utf-8", "surrogatepass")


def _damaged(content: bytes, chance: Random) -> bytes:
    if not content:
        return b"PK"
    data = bytearray(content)
    kind = chance.random()
    if kind < 0.5:  # a field of a record: sizes, methods, flags, offsets
        sign = chance.choice(_FIELDS)
        at = data.find(sign, chance.choice((0, len(data) // 2)))
        if at >= 0:
            data[min(at + chance.randint(4, 50), len(data) - 1)] = chance.choice((0, 1, 8, 9, 12, 14, 98, 127, 255))
    elif kind < 0.8:
        data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind < 0.9:
        del data[chance.randint(0, len(data)) :]
    else:
        at = chance.randint(0, len(data))
        data[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 4, 100))))
    return bytes(data)

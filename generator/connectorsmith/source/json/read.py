"""JSON bytes to a document, strictly: exactly RFC 8259 in UTF-8, no key twice, nothing that is read two ways.

Python's own reader does the work. Only when it gives up, or a key appears twice, a careful one reads the text again
and says where it is wrong, or repairs what has one meaning only.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Any

from connectorsmith.diagnostics import Diagnostic, has_errors
from connectorsmith.source.document import Document
from connectorsmith.source.json.document import JsonDocument
from connectorsmith.source.json.faults import MAXIMUM_DEPTH, Faults
from connectorsmith.source.numbers import read_decimal, read_integer

_PAIR = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def read_json(data: bytes, file: Path, *, lenient: bool = False) -> tuple[Document, list[Diagnostic]]:
    """Read the bytes of a JSON file into a document and the list of everything that is wrong with them.

    With an error the value is ``None``. ``lenient`` repairs what has one meaning only, each time with a warning: a
    byte order mark, a comma before a closing bracket or missing between values, comments, odd white space between
    tokens, control characters in texts (line breaks excepted: they are more often a lost quote), and a key given twice
    with the same value.
    Bytes that are not UTF-8 are never repaired: nearly any byte means something in every older encoding, so
    that choosing one is a guess. Source: RFC 8259, https://www.rfc-editor.org/rfc/rfc8259.
    """
    try:
        text = data.decode()
        return JsonDocument(file, _read(data, text), text=text), []
    except (ValueError, RecursionError):
        return _read_carefully(data, file, lenient)


def decode_json(text: str) -> Any:
    """The value of a JSON text inside another file. Raises ValueError where ``read_json`` finds a fault."""
    try:
        return _read(text.encode(), text)
    except RecursionError:
        raise ValueError from None


def _read(data: bytes, text: str) -> Any:
    """The value of a text without faults. Raises ValueError or RecursionError for any other."""
    if b"\\" in data and _SURROGATE.search(data) and _SURROGATE.search(_PAIR.sub(b"", data)):
        raise ValueError
    value = _DECODER.decode(text)
    if _is_deep(value):
        raise ValueError
    return value


def _is_deep(value: Any) -> bool:
    """Whether a value is nested beyond ``MAXIMUM_DEPTH``; level by level, since recursion would end before."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(MAXIMUM_DEPTH):
        level = [
            inner
            for item in level
            for inner in (item.values() if isinstance(item, dict) else item)
            if type(inner) in (dict, list)
        ]
        if not level:
            return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = {}
    for key, item in pairs:  # faster than dict(pairs), as most objects have few keys
        value[key] = item
    if len(value) != len(pairs):
        raise ValueError
    return value


def _refuse(word: str) -> None:
    """Refuse NaN and Infinity, which Python would read."""
    raise ValueError(word)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_refuse, parse_float=read_decimal, parse_int=read_integer
)


def _read_carefully(data: bytes, file: Path, lenient: bool) -> tuple[Document, list[Diagnostic]]:
    marked = data.startswith(BOM_UTF8)
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        return JsonDocument(file), _not_utf8(data, fault, file)
    faults = Faults(text, file, lenient)
    if marked:
        message, hint = "the file starts with a byte order mark", "save it as UTF-8 without one"
        faults.repair(message, 0, hint, "it was left out", rule="byte-order-mark")
    value = _read_marked(data, text, faults) if marked else _parsed(text, faults)
    found = faults.ordered()
    return JsonDocument(file, None if has_errors(found) else value, text=text), found


def _read_marked(data: bytes, text: str, faults: Faults) -> Any:
    """The value of a text that had a byte order mark, which mostly is all that is wrong."""
    try:
        return _read(data, text)
    except (ValueError, RecursionError):
        return _parsed(text, faults)


def _parsed(text: str, faults: Faults) -> Any:
    """The value that the careful reader finds."""
    from connectorsmith.source.json.parse import parse_json  # takes long to import, and few files have faults

    return parse_json(text, faults)


def _not_utf8(data: bytes, fault: UnicodeDecodeError, file: Path) -> list[Diagnostic]:
    before = data[: fault.start].decode()
    faults = Faults(before, file, lenient=False)
    wide = data.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
    message = "the file is UTF-16" if wide else f"the byte 0x{data[fault.start]:02x} is not UTF-8"
    faults.error(message, len(before), "save the file as UTF-8", rule="not-utf-8")
    return faults.found

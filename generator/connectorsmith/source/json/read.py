"""JSON bytes to a document, strictly: exactly RFC 8259 in UTF-8, no key twice, nothing that is read two ways.

Python's own reader does the work. Only when it gives up, or a key appears twice, a careful one reads the text again
and says where it is wrong, or repairs what has one meaning only.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Any

from connectorsmith.diagnostics import Diagnostic, has_errors
from connectorsmith.source.document import Document
from connectorsmith.source.json.document import JsonDocument
from connectorsmith.source.json.faults import Faults
from connectorsmith.source.json.strict import read_value


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
        return JsonDocument(file, read_value(text), text=text), []
    except (ValueError, RecursionError):
        return _read_carefully(data, file, lenient)


def decode_json(text: str) -> Any:
    """The value of a JSON text inside another file. Raises ValueError where ``read_json`` finds a fault."""
    try:
        return read_value(text)
    except RecursionError:
        raise ValueError from None


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
    value = _read_marked(text, faults) if marked else _parsed(text, faults)
    found = faults.ordered()
    return JsonDocument(file, None if has_errors(found) else value, text=text), found


def _read_marked(text: str, faults: Faults) -> Any:
    """The value of a text that had a byte order mark, which mostly is all that is wrong."""
    try:
        return read_value(text)
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

"""What is piped into a verb, read in one place: it may be closed, endless, or in no encoding at all."""

from __future__ import annotations

import codecs
import sys
from typing import Final

from connectorsmith.errors import FileError
from connectorsmith.source.read_files import LARGEST

NAME: Final = "-"
"""The argument that stands for the standard input."""
_LONGEST: Final = 1024 * 1024
"""Bytes of a text to explain, which is a message or the log of a build."""
_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_standard_input(largest: int = LARGEST) -> bytes:
    """All bytes of the standard input. Raises FileError if it is closed, unreadable or has more than ``largest``."""
    if sys.stdin is None:
        raise FileError("cannot read the standard input: it is closed", "pipe something into the command")
    try:
        data = sys.stdin.buffer.read(largest + 1)
    except OSError as fault:
        reason = fault.strerror or fault
        raise FileError(f"cannot read the standard input: {reason}", "pipe something into the command") from fault
    if len(data) > largest:
        raise FileError(f"the standard input has more than {largest:,} bytes", "pipe a part of it into the command")
    return data


def read_standard_text() -> str:
    """The standard input as text in the encoding of its mark, else of the terminal; other bytes become escapes.

    Raises FileError as ``read_standard_input``.
    """
    data = read_standard_input(_LONGEST)
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), sys.stdin.encoding)
    return data.decode(marked or "utf-8", "backslashreplace")

"""Files to text: read whole, decoded strictly, with what is wrong about the bytes said in words."""

from __future__ import annotations

import codecs
from pathlib import Path

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.errors import FileError
from connectorsmith.source.lines import with_line_feeds

MAXIMUM_SIZE = 4 * 1024 * 1024
"""Bytes; four times what the platform takes as a whole definition."""
BOM = "\ufeff"


def read_bytes(file: Path) -> bytes:
    """The bytes of a file. Raises FileError if it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as fault:
        raise FileError.of("read", file, fault) from fault


def read_text(file: Path) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, line ends as LF and a BOM left out, and what is wrong with its bytes.

    The text is ``None`` if there is none to go on with. Raises FileError if the file cannot be opened.
    """
    data = read_bytes(file)
    if len(data) > MAXIMUM_SIZE:
        message = f"the file has {len(data):,} bytes; a spec file may have {MAXIMUM_SIZE:,}"
        return None, [_fault("file-too-large", message, Span(file, 1, 1), "split it into several files")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, [_not_utf8(data, fault, file)]
    return with_line_feeds(text.removeprefix(BOM)), []


def _not_utf8(data: bytes, fault: UnicodeDecodeError, file: Path) -> Diagnostic:
    before = with_line_feeds(data[: fault.start].decode("utf-8"))
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    message = "the file is in UTF-16" if utf_16 else f"the byte 0x{data[fault.start]:02x} is not UTF-8"
    return _fault("not-utf-8", message, Span(file, line, column), "save the file as UTF-8")


def _fault(rule: str, message: str, span: Span, hint: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, message, span=span, hint=hint)


ASSETS = ("icon.png", "readme.md", "script.csx", "script/*.cs", "settings.json")
"""Files beside a spec that belong to the connector: they go into the package, or into its script."""


def asset_files(folder: Path) -> list[Path]:
    """The files beside a spec that belong to the connector; what is no regular file is left out."""
    return [file for pattern in ASSETS for file in sorted(folder.glob(pattern)) if file.is_file()]


def read_assets(folder: Path) -> dict[str, bytes]:
    """The files beside a spec that belong to the connector, by their path below the folder, with ``/``."""
    return {file.relative_to(folder).as_posix(): read_bytes(file) for file in asset_files(folder)}

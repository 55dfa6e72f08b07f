"""The files of authors: opened if they are files and not too large, and decoded strictly."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from pathlib import Path
from typing import Final

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.errors import FileError
from connectorsmith.source.lines import with_line_feeds

MAXIMUM_SIZE = 4 * 1024 * 1024
"""Bytes of a spec file; four times what the platform takes as a whole definition."""
LARGEST: Final = 100 * 1024 * 1024
"""Bytes of any other file; Dataverse takes solutions of up to 95 MB."""
BOM = "\ufeff"
_WITHOUT_WAITING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_KINDS: Final = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
_BROKEN_LINKS: Final = {errno.ELOOP: "a link that leads in a circle", errno.ENOENT: "a link to nothing"}


class TooLargeError(FileError):
    """A file has more bytes than are read; ``size`` says how many."""

    def __init__(self, file: Path, size: int, largest: int) -> None:
        super().__init__(f"cannot read {file}: it has {size:,} bytes, and {largest:,} are read", "name a smaller file")
        self.size = size


def read_bytes(file: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file.

    Raises FileError if it cannot be opened or is a pipe, a device or a socket, TooLargeError, before it is read, if it
    has more than ``largest`` bytes.
    """
    try:
        found = os.stat(file)  # noqa: PTH116, many files are read, and Path.stat takes longer
        if not stat.S_ISREG(found.st_mode):
            raise _not_a_file(file, found.st_mode)
        if found.st_size > largest:
            raise TooLargeError(file, found.st_size, largest)
        return _read(file, found.st_size, largest)
    except OSError as fault:
        raise FileError.of("read", file, fault) from fault


def odd_kind(file: Path) -> str | None:
    """The kind of a path that is never read: a pipe, a device, a link to nothing; ``None`` for a file or a folder.

    Also ``None`` if nothing is there or it cannot be examined: reading it then gives the reason.
    """
    try:
        return _KINDS.get(stat.S_IFMT(os.stat(file).st_mode))  # noqa: PTH116, as above
    except OSError as fault:
        return _BROKEN_LINKS.get(fault.errno or 0) if file.is_symlink() else None


def _not_a_file(file: Path, mode: int) -> OSError | FileError:
    kind = _KINDS.get(stat.S_IFMT(mode))
    if kind is None:
        return IsADirectoryError(None, "Is a directory")
    return FileError(f"cannot read {file}: it is {kind}", "put a file in its place")


def _read(file: Path, size: int, largest: int) -> bytes:
    """Read a regular file; one that says that it is empty, as those of the system do, or that grows, is read on."""
    handle = os.open(file, os.O_RDONLY | _WITHOUT_WAITING)
    try:
        data = os.read(handle, size + 1)
        while len(data) > size and (more := os.read(handle, 1024 * 1024)):
            data += more
            if len(data) > largest:
                raise TooLargeError(file, len(data), largest)
    finally:
        os.close(handle)
    return data


def read_text(file: Path) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, line ends as LF and a BOM left out, and what is wrong with its bytes.

    The text is ``None`` if there is none to go on with. Raises FileError if the file cannot be opened.
    """
    text, faults = read_spec(file)
    return None if text is None else with_line_feeds(text.removeprefix(BOM)), faults


def read_spec(file: Path) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file as it is, and what is wrong with its bytes; otherwise like ``read_text``."""
    try:
        data = read_bytes(file, MAXIMUM_SIZE)
    except TooLargeError as fault:
        message = f"the file has {fault.size:,} bytes; a spec file may have {MAXIMUM_SIZE:,}"
        hint = "remove unused parts: the platform accepts a definition of at most 1 MB"
        return None, [_fault("file-too-large", message, Span(file, 1, 1), hint)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as fault:
        return None, [_not_utf8(data, fault, file)]


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
    """The files beside a spec that belong to the connector, and what has their names but cannot be read."""
    return [file for pattern in ASSETS for file in sorted(folder.glob(pattern)) if not file.is_dir()]


def read_assets(folder: Path) -> dict[str, bytes]:
    """The files beside a spec that belong to the connector, by their path below the folder, with ``/``."""
    return {file.relative_to(folder).as_posix(): read_bytes(file) for file in asset_files(folder)}

"""ZIP archives of unknown origin: every entry is checked and unpacked in memory, within limits.

A faulty archive gives faults, never an exception. The standard library reads the format; the checks before it are for
what it accepts although unpackers disagree about it, and for what would fill the memory.
"""

from __future__ import annotations

import io
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from msgspec import Struct

from connectorsmith.diagnostics.excerpt import excerpt
from connectorsmith.source.file_names import path_fault

LARGEST: Final = 100 * 1024 * 1024
"""Bytes that an archive may unpack to, those of the archives inside it included; Dataverse imports up to 95 MB."""
MOST_ENTRIES: Final = 10_000
"""Entries that an archive may have, those of the archives inside it included."""
HIGHEST_RATIO: Final = 200
"""How many times its packed size an entry of more than ``SMALL`` bytes may have; text has 5 to 20."""
SMALL: Final = 1024 * 1024

_ENTRY: Final = b"PK\x03\x04"
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LOCAL_HEADER: Final = struct.Struct("<4s22x2H")
_ENCRYPTED: Final = 0x1
_METHODS: Final = (ZIP_STORED, ZIP_DEFLATED)
_FAULTS: Final = (BadZipFile, LargeZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
                  OverflowError)  # fmt: skip
"""Exceptions that ``zipfile`` raises for damaged archives."""
_LONGEST_SHOWN: Final = 100


class Allowance(Struct):
    """The remaining allowance of an archive and all archives inside it; reading an archive reduces it."""

    size: int = LARGEST
    entries: int = MOST_ENTRIES


class Archive(Struct, frozen=True):
    """The entries of an archive: all names in order, folders with ``/`` at the end, and the bytes of sound files.

    ``faults`` are sentences; an archive whose directory cannot be read has no names. An entry with a fault has its name
    among the ``names`` and no bytes.
    """

    names: tuple[str, ...]
    files: Mapping[str, bytes]
    faults: tuple[str, ...]
    readable: bool = True


def read_archive(content: bytes, name: str, allowance: Allowance) -> Archive:
    """Unpack an archive in memory; ``name`` is its name in the faults."""
    fault = _fault_of_whole(content, allowance)
    if fault is not None:
        return Archive((), {}, (f"{name} {fault}",), readable=False)
    try:
        opened = ZipFile(io.BytesIO(content))
    except _FAULTS:
        return Archive((), {}, (f"{name} is not a ZIP archive, or its list of entries is damaged",), readable=False)
    entries = opened.infolist()
    allowance.entries -= len(entries)
    faults = _faults_of_entries(entries, _ends(content, entries), opened.start_dir)
    files: dict[str, bytes] = {}
    for position, entry in enumerate(entries):
        if position not in faults and not entry.is_dir():
            found = _unpacked(opened, entry, allowance)
            if isinstance(found, bytes):
                files[entry.filename] = found
            else:
                faults[position] = found
    faults_found = [f"the entry {shown(entries[position])} of {name} {faults[position]}" for position in sorted(faults)]
    faults_found += [f"{name} {fault}" for fault in _faults_around(content, entries)]
    return Archive(tuple(entry.filename for entry in entries), files, tuple(faults_found))


def shown(entry: ZipInfo) -> str:
    """The name of an entry for a message: as it is in the archive, on one line, shortened where it is long."""
    name = entry.orig_filename
    name = name if name.isprintable() and name else ascii(name)
    return excerpt(name, _LONGEST_SHOWN)


def _fault_of_whole(content: bytes, allowance: Allowance) -> str | None:
    """The faults of an archive that are found before its list of entries is read."""
    end = content.rfind(_END)
    if end < 0 or len(content) < end + _END_SIZE:
        return "is not a ZIP archive, or its end is missing"
    if content.count(_DIRECTORY_ENTRY) > allowance.entries:
        return f"has too many entries: with the archives inside it may have {MOST_ENTRIES:,}"
    return None


def _faults_around(content: bytes, entries: Sequence[ZipInfo]) -> Iterator[str]:
    """Bytes before the first entry and after the end, which unpackers treat differently."""
    if entries and min(entry.header_offset for entry in entries) > 0:
        yield "has other data before its first entry"
    end = content.rfind(_END)
    (comment,) = struct.unpack_from("<H", content, end + _END_SIZE - 2)
    if len(content) != end + _END_SIZE + comment:
        yield "has other data behind its end, or its end is damaged"


def _ends(content: bytes, entries: Sequence[ZipInfo]) -> list[int | None]:
    """Where the packed bytes of each entry end; ``None`` where its header is not there."""
    ends: list[int | None] = []
    for entry in entries:
        at = entry.header_offset
        if 0 <= at <= len(content) - _LOCAL_HEADER.size and content.startswith(_ENTRY, at):
            _, name, extra = _LOCAL_HEADER.unpack_from(content, at)
            ends.append(at + _LOCAL_HEADER.size + name + extra + entry.compress_size)
        else:
            ends.append(None)
    return ends


def _faults_of_entries(entries: Sequence[ZipInfo], ends: Sequence[int | None], directory: int) -> dict[int, str]:
    """The first fault of each entry by its position, found before any entry is unpacked."""
    faults: dict[int, str] = {}
    names: dict[str, str] = {}
    for position, entry in enumerate(entries):
        fault = next(_faults_of(entry), None)
        name = entry.filename.removesuffix("/")
        if fault is None and name.casefold() in names:
            first = names[name.casefold()]
            fault = "is there twice" if first == name else f"differs from {first} in capital letters only"
        names.setdefault(name.casefold(), name)
        if fault is None and ends[position] is None:
            fault = "is not where the list of entries says"
        if fault is not None:
            faults[position] = fault
    return _overlaps(entries, ends, directory) | faults


def _faults_of(entry: ZipInfo) -> Iterator[str]:
    if fault := path_fault(entry.orig_filename):
        yield f"has a name that must not be unpacked: {fault}"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        yield "is a link, which may lead out of the folder that it is unpacked into"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield "is a device or a pipe, not a file"
    if entry.is_dir() and entry.file_size:
        yield "has the name of a folder and the content of a file"
    if entry.flag_bits & _ENCRYPTED:
        yield "is encrypted"
    if entry.compress_type not in _METHODS:
        yield f"is packed by method {entry.compress_type}; only 0 (stored) and 8 (deflated) are read everywhere"
    if entry.file_size > max(SMALL, HIGHEST_RATIO * entry.compress_size):
        yield f"would unpack to more than {HIGHEST_RATIO} times its packed size"


def _overlaps(entries: Sequence[ZipInfo], ends: Sequence[int | None], directory: int) -> dict[int, str]:
    """Entries whose bytes reach into the next one, or into the list of entries."""
    found: dict[int, str] = {}
    placed = sorted((entry.header_offset, position) for position, entry in enumerate(entries))
    following = directory
    for start, position in reversed(placed):
        end = ends[position]
        if end is not None and end > following:
            found[position] = "overlaps with what follows it"
        following = start
    return found


def _unpacked(archive: ZipFile, entry: ZipInfo, allowance: Allowance) -> bytes | str:
    """The bytes of a file, or why there are none."""
    if entry.file_size > allowance.size:
        return f"is too large: an archive with all archives inside may unpack to {LARGEST:,} bytes"
    allowance.size -= entry.file_size
    try:
        with archive.open(entry) as file:
            content = file.read()
    except _FAULTS:
        return "is damaged: its bytes cannot be unpacked, or are not those that its checksum is of"
    if len(content) != entry.file_size:
        return f"is damaged: it has {len(content):,} bytes, and the list of entries says {entry.file_size:,}"
    return content

"""Planned changes of the files of a folder, from their present and their wanted content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from connectorsmith.errors import FileError
from connectorsmith.source.lines import in_line_ends_of, with_line_feeds
from connectorsmith.source.links import refuse_link_out, refuse_linked_folders
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.layout import border_of

CREATED = "created"
CHANGED = "changed"
UNCHANGED = "unchanged"
REMOVED = "removed"


class FileChange(Struct, frozen=True):
    """The change of one file: its old and its new bytes, ``None`` if it does not exist."""

    path: Path
    old: bytes | None
    new: bytes | None

    @property
    def status(self) -> str:
        """created, changed, unchanged or removed; a text that only got CRLF line ends on its way is unchanged."""
        if self.old is None:
            return CREATED
        if self.new is None:
            return REMOVED
        return UNCHANGED if self.new in (self.old, self.old.replace(b"\r\n", b"\n")) else CHANGED


def changes(folder: Path, files: Mapping[str, bytes], owned: Iterable[str]) -> list[FileChange]:
    """What has to happen so that a folder holds exactly these files among those that match an ``owned`` pattern.

    Paths use ``/`` and are relative to the folder; other files of the folder are left alone. Raises FileError, also
    for links below the folder that lead to other folders, or out of the workspace.
    """
    border = border_of(folder)
    wanted = {folder / path: content for path, content in files.items()}
    here = {file for pattern in owned for file in folder.glob(pattern) if not file.is_dir()}
    for file in (*wanted, *here):
        refuse_linked_folders(file, folder)
        if file.is_symlink():
            refuse_link_out(file, border)
    changed = [FileChange(file, _read(file), content) for file, content in wanted.items()]
    return changed + [FileChange(file, _read(file), None) for file in sorted(here - wanted.keys())]


def rewritten(file: Path, read: str, text: str) -> FileChange:
    """The change of a file whose text was ``read``, as ``read_text`` gives it, to another text with the same line ends.

    Raises FileError if the file has another text by now, which would be lost.
    """
    old = read_bytes(file)
    if with_line_feeds(old.decode("utf-8-sig", "replace")) != read:
        raise FileError(f"cannot write {file}: it was changed while this ran", "nothing was changed; run it again")
    return FileChange(file, old, with_line_ends_of(old, text))


def _read(file: Path) -> bytes | None:
    try:
        return read_bytes(file)
    except FileError as fault:
        if isinstance(fault.__cause__, FileNotFoundError):
            return None
        if file.is_dir():
            fault.hint = "move the folder away: a file is to be written there"
        raise


def with_line_ends_of(old: bytes, text: str) -> bytes:
    """The bytes of a text whose lines end as those of the old content, by its first line."""
    return in_line_ends_of(old.decode("utf-8", "replace"), text).encode("utf-8")

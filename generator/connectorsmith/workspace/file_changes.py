"""What has to happen to the files of a folder, planned from what they hold now and from what they shall hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from connectorsmith.errors import FileError

CREATED = "created"
CHANGED = "changed"
UNCHANGED = "unchanged"
REMOVED = "removed"


class FileChange(Struct, frozen=True):
    """What happens to one file: its old bytes, its new ones; ``None`` where there is no file."""

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

    Paths use ``/`` and are relative to the folder; other files of the folder are left alone. Raises FileError.
    """
    found = [FileChange(folder / path, _read(folder / path), content) for path, content in files.items()]
    if folder.is_dir():
        here = {file for pattern in owned for file in folder.glob(pattern) if file.is_file()}
        stale = sorted(here - {change.path for change in found})
        found += [FileChange(file, _read(file), None) for file in stale]
    return found


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        hint = "move the folder away: a file is to stand there" if path.is_dir() else None
        raise FileError.of("read", path, fault, hint) from fault

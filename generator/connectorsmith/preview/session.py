"""The connectors of a preview as they are now: opened again after each save, with the last good one kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.workspace.layout import Workspace, folder_files
from connectorsmith.workspace.open import checked, open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target

_FAULT: Final = "cannot-be-read"

Open = Callable[[Target], OpenedConnector]


class Entry(Struct, frozen=True):
    """A connector of the preview. ``opened`` is the last one without errors; ``faults`` are those of the newest.

    ``revision`` counts the saves that were read, so that the page knows which one it shows.
    """

    target: Target
    opened: OpenedConnector | None
    faults: tuple[Diagnostic, ...] = ()
    revision: int = 1

    @property
    def broken(self) -> bool:
        """Whether the shown version is older than the saved one."""
        return any(one.severity is Severity.ERROR for one in self.faults)


class Session:
    """The connectors by their ids. ``environment`` is one of their specs, if one was named."""

    def __init__(self, targets: Sequence[Target], root: Path, environment: str | None = None) -> None:
        self.root = root
        self._policies = Workspace(root.absolute()).policies
        self._environment = environment
        self._entries = {one.name: _read(one, self._open) for one in targets}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The connectors in the order in which they were named."""
        return tuple(self._entries.values())

    def entry(self, name: str) -> Entry | None:
        """The connector of this id; the first one for an empty name."""
        return self._entries.get(name) if name else next(iter(self._entries.values()), None)

    def folders(self) -> tuple[Path, ...]:
        """The folders whose files make the connectors: their own, and the policy templates of the workspace."""
        shared = [self._policies] if self._policies.is_dir() else []
        return (*dict.fromkeys(one.target.folder for one in self._entries.values()), *shared)

    def reload(self, files: Sequence[Path]) -> list[Entry]:
        """Read the connectors again that files belong to, and return their entries."""
        found = []
        for name, entry in self._entries.items():
            folders = (entry.target.folder.absolute(), self._policies)
            if any(one.absolute().is_relative_to(folder) for one in files for folder in folders):
                fresh = _read(entry.target, self._open)
                self._entries[name] = replace(fresh, opened=fresh.opened or entry.opened, revision=entry.revision + 1)
                found.append(self._entries[name])
        return found

    def _open(self, target: Target) -> OpenedConnector:
        opened = open_target(target, self._environment if target.is_spec else None)
        return checked(opened) if target.is_spec else opened


def _read(target: Target, open_: Open) -> Entry:
    """Open a connector. A file that is gone, or cannot be read, is a fault like others."""
    try:
        opened = open_(_as_on_disk(target))
    except ConnectorsmithError as fault:
        span = Span((target.files or (target.path,))[0], 1, 1)
        return Entry(target, None, (Diagnostic(_FAULT, Severity.ERROR, fault.message, span=span, hint=fault.hint),))
    return Entry(target, opened if opened.connector is not None else None, tuple(opened.diagnostics))


def _as_on_disk(target: Target) -> Target:
    """The target with the files that its folder has now. Raises FileError if there are none."""
    if not target.is_spec or target.path in target.files:
        return target
    return replace(target, files=tuple(folder_files(target.path)))

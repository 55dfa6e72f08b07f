"""The versions that a run of ``changes`` compares: those that are named, else each connector with its base."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from connectorsmith.changes.change import Change
from connectorsmith.changes.fact import Difference, Fact
from connectorsmith.changes.judge import judged
from connectorsmith.cli._print import say_done
from connectorsmith.cli._version_names import parse_version
from connectorsmith.cli._versions import Version, Versions
from connectorsmith.diagnostics import Span
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.revisions import Revision
from connectorsmith.workspace.targets import house_with


class VersionPair(Struct, frozen=True):
    """Two versions to compare; one is ``None`` if the connector is new, or was removed from ``path``."""

    name: str
    old: Version | None
    new: Version | None
    path: Path = Path()

    def presence(self, consumers: Sequence[str]) -> tuple[Change, Span]:
        """The change of a connector that is in one version only, and its place."""
        kind = "connector-added" if self.old is None else "connector-removed"
        change = judged(Fact(Difference(kind, self.name, ("connector", self.name))), consumers)
        return change, Span(self.path, 1, 1)


def find_pairs(
    versions: Versions, names: Sequence[str], base: str | None, workspace: Path | None
) -> Iterator[VersionPair]:
    """The versions to compare. Raises FileError, UnknownNameError, ToolError or UsageError."""
    if len(names) == 2:
        yield VersionPair(names[1], versions.open(names[0]), versions.open(names[1]))
    elif names and base is None and not (named := parse_version(names[0])).is_here:
        old = versions.open(names[0])
        new = None if _is_gone(named.name, workspace) else versions.open(named.name)
        yield VersionPair(named.name, old, new, Path(named.name))
    elif names:
        yield _with_base(versions, names[0], versions.base(base, names[0]), noted=base is not None)
    else:
        for house in Workspace.find_all(workspace or Path()):
            yield from _all(versions.inside(house.root), base, house)


def _all(versions: Versions, base: str | None, home: Workspace) -> Iterator[VersionPair]:
    """Every connector that the workspace has, or its base."""
    revision = versions.base(base, str(home.specs))
    known = home.names()
    before = revision.spec_paths(home.specs)
    for name in known:
        yield _with_base(versions, name, revision, noted=base is not None, here=True)
    for name in sorted(before.keys() - {*known}):
        yield VersionPair(name, versions.at_revision(name, revision), None, before[name])


def _with_base(versions: Versions, name: str, revision: Revision, *, noted: bool, here: bool = False) -> VersionPair:
    """A connector here and at its base; ``here`` says that it is known to be here."""
    if noted:
        say_done(f"note: {name} is compared with {revision.name} at {revision.commit[:10]}", err=True)
    path = versions.path_of(name, revision)
    there = revision.has(path)
    if there and not here and _is_gone(name, versions.workspace):
        return VersionPair(name, versions.at_revision(name, revision), None, path)
    new = versions.open(name)
    return VersionPair(name, versions.at_revision(name, revision) if there else None, new, _first_file(new))


def _first_file(version: Version) -> Path:
    return next((document.file for document in version.opened.documents.values()), version.opened.target.path)


def _is_gone(name: str, workspace: Path | None) -> bool:
    """Whether a name or path leads to nothing in the work tree."""
    path = Path(name)
    if os.path.lexists(path):
        return False
    return len(path.parts) > 1 or bool(path.suffix) or name not in house_with(name, workspace).names()

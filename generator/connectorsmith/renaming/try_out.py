"""A renaming tried in a copy of the spec, before anything is written: its errors, and what it means to flows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.diagnose import diagnose
from connectorsmith.changes.judge import judge
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.renaming.plan import Renaming
from connectorsmith.source.read_files import read_bytes
from connectorsmith.workspace.layout import SPECS, Workspace, workspace_above, yaml_files
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import spec_target
from connectorsmith.workspace.work_folder import put_in, work_folder

_VERSION: Final = "version-unchanged"
"""A kind of change that concerns the next release, and not a renaming on the way to it."""


@contextmanager
def renamed_copy(opened: OpenedConnector, planned: Renaming) -> Iterator[OpenedConnector]:
    """The spec as it would be, opened and checked in a temporary folder; its findings name the files of the spec."""
    target = opened.target
    with work_folder() as folder:
        copy = folder / SPECS / (target.name if target.path.is_dir() else "")
        for file, content in _files(opened, folder, copy):
            put_in(file, content)
        for file, text in planned.texts.items():
            put_in(copy / file.relative_to(target.folder), text.encode())
        after = open_checked(spec_target(target.name, [copy / file.name for file in target.files]))
        yield replace(after, diagnostics=tuple(_at_home(one, copy, target.folder) for one in after.diagnostics))


def _files(opened: OpenedConnector, folder: Path, copy: Path) -> Iterator[tuple[Path, bytes]]:
    """The files of a spec with their paths in the copy: its own, those beside it, and policy templates."""
    yield from ((copy / part.file.name, part.text.encode()) for part in opened.parts)
    assets = opened.connector.assets if opened.connector is not None else {}
    yield from ((copy / name, content) for name, content in assets.items())
    home = workspace_above(opened.target.folder)
    if home is not None and Workspace(home).policies.is_dir():
        yield from (
            (folder / "policies" / file.name, read_bytes(file)) for file in yaml_files(Workspace(home).policies)
        )


def breaking(before: OpenedConnector, after: OpenedConnector) -> list[Diagnostic]:
    """The changes for flows and apps, each at its place in the present spec."""
    if before.connector is None or after.connector is None:
        return []
    facts = [change for change in judge(before.connector, after.connector) if change.fact.kind != _VERSION]
    found = diagnose(facts, before, after)
    return [_at_home(one, after.target.folder, before.target.folder) for one in found]


def _at_home(diagnostic: Diagnostic, copy: Path, home: Path) -> Diagnostic:
    span = diagnostic.span
    if span is None or not span.file.is_relative_to(copy):
        return diagnostic
    return replace(diagnostic, span=replace(span, file=home / span.file.relative_to(copy)))

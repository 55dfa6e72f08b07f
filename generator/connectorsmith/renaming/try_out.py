"""A renaming tried in a copy of the spec, before anything is written: its errors, and what it means to flows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from connectorsmith.changes.diagnose import diagnose
from connectorsmith.changes.judge import judge
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.renaming.plan import Renaming
from connectorsmith.workspace.layout import SPECS, Workspace, workspace_above
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import spec_target
from connectorsmith.workspace.work_folder import work_folder

_VERSION: Final = "version-unchanged"
"""A kind of change that concerns the next release, and not a renaming on the way to it."""


@contextmanager
def renamed_copy(opened: OpenedConnector, planned: Renaming) -> Iterator[OpenedConnector]:
    """The spec as it would be, opened and checked in a temporary folder; its findings name the files of the spec."""
    target = opened.target
    home = workspace_above(target.folder)
    with work_folder() as folder:
        if home is not None and Workspace(home).policies.is_dir():
            shutil.copytree(Workspace(home).policies, folder / "policies")
        copy = folder / SPECS / (target.name if target.path.is_dir() else "")
        if target.path.is_dir():
            shutil.copytree(target.folder, copy)
        else:
            copy.mkdir(parents=True)
            shutil.copy(target.path, copy)
        for file, text in planned.texts.items():
            (copy / file.relative_to(target.folder)).write_text(text, "utf-8")
        after = open_checked(spec_target(target.name, [copy / file.name for file in target.files]))
        yield replace(after, diagnostics=tuple(_at_home(one, copy, target.folder) for one in after.diagnostics))


def breaking(before: OpenedConnector, after: OpenedConnector) -> list[Diagnostic]:
    """What differs for flows and apps, each at its place in the spec as it is now."""
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

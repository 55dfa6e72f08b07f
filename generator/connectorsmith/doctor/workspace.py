"""Checks of a workspace: its specs, the schema for editors, the environments, and what git must not see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from connectorsmith.diagnostics import has_errors
from connectorsmith.doctor.check import Check, CheckState
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.language.environments import ENVIRONMENTS
from connectorsmith.platform.environments_file import deployments_file, read_deployment
from connectorsmith.workspace.connections_file import not_ignored
from connectorsmith.workspace.editor_schema import COPY, schema_reference
from connectorsmith.workspace.layout import Workspace
from connectorsmith.workspace.open import SpecError, open_target
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import spec_target


def open_all(workspace: Workspace) -> list[OpenedConnector]:
    """Every connector of a workspace, opened; their faults are in their ``diagnostics``. Raises FileError."""
    return [open_target(spec_target(name, files)) for name, files in workspace.all_spec_files().items()]


def has_scripts(opened: Sequence[OpenedConnector]) -> bool:
    """Whether a connector has custom code, which needs Mono to be compiled or run."""
    return any(one.connector is not None and (one.connector.own_script or one.connector.scripted) for one in opened)


def is_deployed(opened: Sequence[OpenedConnector]) -> bool:
    """Whether a connector has a file of deployments, which need paconn."""
    return any(deployments_file(one.target).is_file() for one in opened)


def workspace_checks(workspace: Workspace, opened: Sequence[OpenedConnector]) -> Iterator[Check]:
    """Look at a workspace and its connectors."""
    yield _specs(opened)
    yield _schema(workspace)
    yield from _environments(opened)
    yield from _ignored(workspace.root)


def _specs(opened: Sequence[OpenedConnector]) -> Check:
    broken = [one.target.name for one in opened if has_errors(one.diagnostics)]
    if broken:
        return Check("specs", CheckState.MISSING, f"errors in {', '.join(broken)}", "connectorsmith validate")
    return Check("specs", CheckState.OK, ", ".join(one.target.name for one in opened) or "there is no connector yet")


def _schema(workspace: Workspace) -> Check:
    _, stale = schema_reference(workspace)
    copy = (workspace.specs / COPY).relative_to(workspace.root).as_posix()
    if stale is None:
        return Check("editor schema", CheckState.OK, "the editor knows this version's keys")
    renew = f"connectorsmith schema > {copy}"
    if stale.old is None:
        return Check("editor schema", CheckState.ABSENT, f"{copy} is absent, so editors complete nothing", renew)
    return Check("editor schema", CheckState.MISSING, f"{copy} is of another version", renew)


def _environments(opened: Sequence[OpenedConnector]) -> Iterator[Check]:
    """Whether each environment of a spec is one of the platform, by the file that deploy reads."""
    for one in opened:
        overlays = tuple(_overlays(one))
        file = deployments_file(one.target)
        for name in overlays:
            where = f"environment {one.target.name}/{name}"
            try:
                found = read_deployment(file, name, overlays)
            except SpecError as fault:
                yield Check(where, CheckState.MISSING, fault.diagnostics[0].message, f"correct {file}")
            except ConnectorsmithError as fault:
                yield Check(
                    where, CheckState.MISSING if file.is_file() else CheckState.ABSENT, fault.message, fault.hint
                )
            else:
                yield Check(where, CheckState.OK, f"{found.environment}, {found.connector or 'not deployed yet'}")


def _overlays(opened: OpenedConnector) -> Iterator[str]:
    value = opened.spec.value if opened.target.is_spec else None
    overlays = value.get(ENVIRONMENTS) if isinstance(value, dict) else None
    if isinstance(overlays, dict):
        yield from map(str, overlays)


def _ignored(root: Path) -> Iterator[Check]:
    """Whether git ignores the files with secrets; nothing if it does, or there is no git repository."""
    missing = not_ignored(root)
    if missing:
        cure = f"add to .gitignore: {' '.join(missing)}"
        yield Check(".gitignore", CheckState.MISSING, f"git would commit {', '.join(missing)}", cure)

"""Where ``import`` writes to: a new spec, one to replace, or one that gets a new version of its API."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from connectorsmith.cli import _options
from connectorsmith.cli._losses import write_with_report
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say, say_done, say_file
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Severity
from connectorsmith.diagnostics.shell_words import quoted

if TYPE_CHECKING:
    from connectorsmith.model import Connector
    from connectorsmith.workspace.file_changes import FileChange
    from connectorsmith.workspace.import_record import Imported
    from connectorsmith.workspace.opened import OpenedConnector
    from connectorsmith.workspace.update_import import Update


class Into(Struct, frozen=True):
    """The options that say where a spec is written, and what keeps it from being written."""

    out: Path | None
    force: bool
    update: bool
    strict: bool
    report_to: Path | None
    workspace: Path | None


def write_new(connector: Connector, record: Imported | None, into: Into, reported: FileChange | None = None) -> None:
    """Write a spec that is new or to be replaced with the report of its import, and say what is wrong with it."""
    from connectorsmith import api

    planned = api.write_spec(
        connector, workspace=into.workspace, out=into.out, force=into.force, record=record, dry_run=True
    )
    write_with_report(planned, reported)
    tell_changes(planned)
    tell_what_is_wrong([change.path for change in planned if change.new is not None], connector.id)


def open_for_update(name: str, into: Into) -> OpenedConnector:
    """Open the spec that is to be updated. Exits with 3 if it has errors; raises FileError or UnknownNameError."""
    from connectorsmith import api
    from connectorsmith.workspace.layout import folder_files
    from connectorsmith.workspace.targets import single_target, spec_target

    if into.out is None:
        target = single_target(name, into.workspace)
    else:
        lone = into.out / f"{name}.yaml"
        target = spec_target(name, (lone,) if lone.is_file() else folder_files(into.out / name))
    opened = api.open(target)
    if opened.connector is None:
        report(opened.diagnostics)
        say("nothing was written: correct the spec first", err=True)
        sys.exit(_options.FINDINGS)
    return opened


def source_of(opened: OpenedConnector) -> dict[str, Any]:
    """The source that a spec names."""
    from connectorsmith.workspace.import_record import SOURCE

    found: dict[str, Any] = opened.spec.value.get(SOURCE) or {}
    return found


def planned_update(opened: OpenedConnector, connector: Connector, record: Imported) -> Update:
    """Plan an update. Raises FileError if the spec does not name its source."""
    from connectorsmith.workspace.import_record import read_imported
    from connectorsmith.workspace.layout import RECORD
    from connectorsmith.workspace.targets import beside
    from connectorsmith.workspace.update_import import plan_update

    base = read_imported(beside(opened.target, RECORD), source_of(opened))
    return plan_update(opened, base, connector, record)


def update_spec(connector: Connector, record: Imported, into: Into) -> None:
    """Bring a definition into its spec, report the conflicts, and exit with 3 if there are any."""
    opened = open_for_update(connector.id, into)
    update = planned_update(opened, connector, record)
    report([one for _, one in update.reported])
    write_update(opened, update, connector, record, into)


def write_update(
    opened: OpenedConnector,
    update: Update,
    connector: Connector,
    record: Imported,
    into: Into,
    reported: FileChange | None = None,
) -> None:
    """Write what an update changes, unless it has conflicts and is strict; exits with 3 if it has any."""
    from connectorsmith import api
    from connectorsmith.workspace.update_import import summary

    say_done(summary(update), err=True)
    if into.strict and update.reported:
        write_with_report([], reported)
        say("no spec was written: --strict refuses every conflict", err=True)
        sys.exit(_options.FINDINGS)
    files = update.files
    if update.fresh:
        written = api.write_spec(
            connector, workspace=into.workspace, out=into.out, force=True, record=record, dry_run=True
        )
        files = tuple(written)
    changed = [change for change in files if change.status != "unchanged"]
    write_with_report(changed, reported)
    tell_changes(changed)
    if update.removed:
        say(f"removed, which breaks flows that use it: {', '.join(update.removed)}", err=True)
        say("  help: connectorsmith changes lists what breaks since a commit", err=True)
    there = {path for path in opened.target.files if path.exists()}
    tell_what_is_wrong(sorted(there | {change.path for change in files if change.new is not None}), connector.id)
    if update.reported:
        sys.exit(_options.FINDINGS)


def tell_changes(changes: Sequence[FileChange]) -> None:
    """Print the status of each file."""
    for change in changes:
        say_file(change.status, from_here(change.path))


def tell_what_is_wrong(written: Sequence[Path], name: str) -> None:
    """Report the errors that keep an imported spec from being built; import keeps the faults of a package."""
    from connectorsmith import api
    from connectorsmith.workspace.targets import spec_target

    files = tuple(sorted(file for file in written if file.suffix == ".yaml"))
    errors = [one for one in api.open(spec_target(name, files)).diagnostics if one.severity >= Severity.ERROR]
    if errors:
        found = f"{len(errors)} error{'s' * (len(errors) > 1)}"
        say(f"what was imported cannot be built as it is: {found}", err=True)
        say(f"  help: connectorsmith validate {quoted(from_here(files[0].parent))}", err=True)

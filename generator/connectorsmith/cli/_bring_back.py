"""``changes --fix``: removed operations brought back to the spec, checked before the change is kept."""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith import api
from connectorsmith.changes.restore import REMOVED, Restored, restore
from connectorsmith.changes.restore_files import restored_files
from connectorsmith.cli._alone import alone
from connectorsmith.cli._change_files import ComparedVersions, not_writable
from connectorsmith.cli._print import say
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import SPEC, Diagnostic, Severity
from connectorsmith.diagnostics.presentation import Presentation
from connectorsmith.workspace.file_changes import FileChange
from connectorsmith.workspace.layout import folder_files
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import Target, spec_target
from connectorsmith.workspace.write_files import apply


def bring_back(compared: ComparedVersions) -> bool:
    """Bring removed operations back to the spec, deprecated; tell whether anything was written.

    What would make a spec without errors one with errors is not written. Raises ConnectorsmithError if the new version
    is not a spec that can be written.
    """
    target = compared.new.opened.target
    if not target.is_spec or compared.new.laid_out is not None:
        raise not_writable(compared.new, "bring operations back to")
    restored = restore(compared.changes, compared.old.opened, compared.new.opened)
    for line in restored.left:
        say(f"note: {line}", err=True)
    planned = [*restored_files(restored, compared.old.opened, compared.new.opened)]
    if not planned:
        say(f"{compared.name}: no operation to bring back", err=True)
        return False
    before = {one.message for one in _errors(api.open(target))}
    with alone(None, (), target.folder):
        apply(planned)
        after = api.open(_with_new_files(target))
        new = [one for one in _errors(after) if one.message not in before]
        if new:
            apply(_undone(planned))
    if new:
        names = ", ".join(key for _, key in restored.operations)
        say(f"{compared.name}: {names} cannot come back without these errors, so nothing was changed", err=True)
        report(new, err=True)
        return False
    _say_what_came_back(restored, after)
    return True


def _with_new_files(target: Target) -> Target:
    """The same spec with the files that its folder has now."""
    return spec_target(target.name, folder_files(target.path)) if target.path.is_dir() else target


def _errors(opened: OpenedConnector) -> list[Diagnostic]:
    return [one for one in opened.diagnostics if one.severity >= Severity.ERROR]


def _undone(planned: Sequence[FileChange]) -> list[FileChange]:
    return [FileChange(change.path, change.new, change.old) for change in planned]


def _say_what_came_back(restored: Restored, opened: OpenedConnector) -> None:
    wanted = [Diagnostic(REMOVED, Severity.INFO, key, SPEC / section / key) for section, key in restored.operations]
    for one in opened.placed(wanted):
        place = f"{Presentation().place(one.span)}: " if one.span is not None else ""
        say(f"{place}fixed: the operation {one.message} is back, deprecated [{REMOVED}]", err=True)
    if restored.further:
        say(f"  with {', '.join(restored.further)}", err=True)

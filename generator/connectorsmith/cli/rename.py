"""``rename``: an operation, a parameter, a definition or a property, with every reference to it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say, say_done, say_file
from connectorsmith.cli._report import report
from connectorsmith.cli._volume import is_verbose, outcome
from connectorsmith.diagnostics import Severity
from connectorsmith.diagnostics.presentation import Presentation

if TYPE_CHECKING:
    from connectorsmith.renaming.names import Thing
    from connectorsmith.renaming.plan import Renaming
    from connectorsmith.workspace.opened import OpenedConnector

_KINDS = ("operation", "parameter", "definition", "property")
_SHOWN = 10
"""How many places with the old name are listed."""


@click.command("rename", short_help="Rename a thing in a spec, with every reference to it.")
@click.argument("name", shell_complete=_complete.connectors)
@click.argument("old", shell_complete=_complete.operations)
@click.argument("new")
@click.option("--kind", type=click.Choice(_KINDS), help="What OLD is, where several things have this name.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@_options.outcome_form
@_options.workspace
def command(name: str, old: str, new: str, kind: str | None, dry_run: bool, workspace: Path | None) -> None:
    """Rename OLD to NEW in the spec of the connector NAME.

    OLD is an operation, a definition, or a shared parameter; OPERATION.PARAMETER or DEFINITION.PROPERTY is what is
    inside. Properties inside others are DEFINITION.a/b, and those of an operation OPERATION.body/a, OPERATION.200/a for
    the answer with this status, and OPERATION.notification/a. References follow: dropdowns and forms, policies, custom
    code, unsubscribing, cases. What breaks for flows is listed, and so are the places that still name OLD in texts.
    Nothing is written if the spec would have new errors.

    \b
    Examples:
      connectorsmith rename oneflow GetContract ReadContract
      connectorsmith rename oneflow GetContract.contract_id id
      connectorsmith rename oneflow Contract Agreement --dry-run
    """
    from connectorsmith import api
    from connectorsmith.renaming.names import find_thing
    from connectorsmith.renaming.new_names import check_new
    from connectorsmith.renaming.plan import plan_renaming
    from connectorsmith.renaming.try_out import breaking, renamed_copy
    from connectorsmith.workspace.targets import single_target
    from connectorsmith.workspace.write_files import apply

    with alone(workspace):
        target = single_target(name, workspace)
        opened = api.open(target)
        if opened.connector is None:
            report(opened.diagnostics, err=True)
            say(f"{name} was not changed; correct it first", err=True)
            sys.exit(_options.FINDINGS)
        thing = find_thing(opened.spec.value, old, kind)  # type: ignore[arg-type]  # click has checked it
        check_new(opened.spec.value, thing, new)
        try:
            planned = plan_renaming(opened, thing, new)
        except api.SpecError as fault:
            report(fault.diagnostics, err=True)
            say(f"{name} was not changed; correct its cases first", err=True)
            sys.exit(_options.FINDINGS)
        with renamed_copy(opened, planned) as after:
            _refuse_new_errors(opened, after)
            found = breaking(opened, after)
        if not dry_run:
            apply(planned.changes())
    _show(thing, new, planned, dry_run)
    report(found, most=_options.MOST)
    if not found:
        say_done("flows and apps see no difference")


def _refuse_new_errors(before: OpenedConnector, after: OpenedConnector) -> None:
    """End the command if a spec would have errors that it has not now."""
    known = {one.message for one in before.diagnostics}
    new = [one for one in after.diagnostics if one.severity >= Severity.ERROR and one.message not in known]
    if new:
        report(new, err=True)
        say("nothing was changed, because the spec would have these errors", err=True)
        sys.exit(_options.FINDINGS)


def _show(thing: Thing, new: str, planned: Renaming, dry_run: bool) -> None:
    for file in planned.texts:
        say_file("would be changed" if dry_run else "changed", from_here(file))
    counts = ((planned.places, "place"), (len(planned.texts), "file"))
    where = " in ".join(f"{number} {noun}{'s' * (number != 1)}" for number, noun in counts)
    say_done(f"{thing} {'would become' if dry_run else 'has become'} {new}: {where}")
    listed = planned.left if is_verbose() or outcome() is not None else planned.left[:_SHOWN]
    notes = [f"note: {Presentation().place(span)}: {thing.name} is left here" for span in listed]
    if len(planned.left) > len(listed):
        notes.append(f"note: and in {len(planned.left) - len(listed)} more lines; --verbose lists them")
    for note in notes:
        say_done(note, err=outcome() is None)

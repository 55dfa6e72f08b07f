"""``policies``: the policy templates that a connector can use."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._print import say_json, say_lines
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import has_errors


@click.command("policies", short_help="List the policy templates, or show one.")
@click.argument("name", metavar="[ID]", required=False, shell_complete=_complete.templates)
@_options.form
@_options.workspace
def command(name: str | None, form: str, workspace: Path | None) -> None:
    """List the policy templates, or show what one of them takes and does.

    The templates of the workspace, in its folder policies/, are listed after those that come with connectorsmith. Exit
    code 3 if one of their files has an error.

    \b
    Examples:
      connectorsmith policies
      connectorsmith policies setheader
      connectorsmith policies setheader --format json
    """
    from connectorsmith.errors import UnknownNameError
    from connectorsmith.lint.policy_catalog import (
        policies_as_text,
        policy_as_text,
        policy_catalog,
        policy_entries,
        policy_entry,
    )

    catalog = policy_catalog(workspace or Path())
    faults = list(catalog.faults) if name is None else catalog.faults_of(name)
    template = catalog.get(name) if name is not None else None
    if template is not None:
        if form == "json":
            say_json(policy_entry(template, catalog))
        else:
            say_lines(policy_as_text(template, catalog))
    elif name is not None:
        if not faults:
            raise UnknownNameError("policy template", name, tuple(catalog.templates))
    elif form == "json":
        say_json(policy_entries(catalog))
    else:
        say_lines(policies_as_text(catalog))
    report(faults, err=True)
    if has_errors(faults):
        sys.exit(_options.FINDINGS)

"""``new``: a connector from a template, or an operation in a connector."""

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

if TYPE_CHECKING:
    from connectorsmith.workspace.file_changes import FileChange

_TEMPLATES = ("key", "basic", "oauth", "mcp", "on-premises")
_KINDS = ("action", "list", "polling-trigger", "webhook-trigger", "upload", "download")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@click.command("new", short_help="Add a connector, or an operation to a connector.")
@click.argument("name", shell_complete=_complete.connectors)
@click.argument("operation", required=False)
@click.option(
    "--template",
    type=click.Choice(_TEMPLATES),
    help="How a new connector signs in, or that it leads to an MCP server.  [default: key]",
)
@click.option("--kind", type=click.Choice(_KINDS), help="What a new operation does.  [default: action]")
@click.option(
    "--path",
    metavar="PATH",
    help="The path of a new operation, such as /orders/{order_id}/lines; that of a download without a name in braces "
    "gets /{file_id}.  [default: of its name]",
)
@click.option(
    "--method",
    type=click.Choice(_METHODS, case_sensitive=False),
    help="The method of a new action.  [default: POST]",
)
@_options.outcome_form
@_options.workspace
def command(
    name: str,
    operation: str | None,
    template: str | None,
    kind: str | None,
    path: str | None,
    method: str | None,
    workspace: Path | None,
) -> None:
    """Add a connector NAME to the workspace, or an OPERATION to the connector NAME.

    A new connector has one operation and cases that pass, so that every command works on it at once. A new operation
    is complete: a list has its paging by an address in nextLink, a trigger has its state or its unsubscribe. Comments
    of the spec are kept, and nothing is overwritten. Change the addresses and texts, then build.

    \b
    Examples:
      connectorsmith new shop
      connectorsmith new shop --template oauth
      connectorsmith new shop GetOrder --method GET --path /orders/{order_id}
      connectorsmith new shop ListOrders --kind list
      connectorsmith new shop WhenOrderIsPaid --kind webhook-trigger --path /hooks
    """
    if operation is None and (kind, path, method) != (None, None, None):
        raise click.UsageError("--kind, --path and --method describe an operation: name one after the connector")
    if method is not None and kind not in (None, "action"):
        raise click.UsageError(f"--method is for an action; the calls of a {kind} have the methods that it needs")
    if operation is not None and template is not None:
        raise click.UsageError("--template is for a new connector, and OPERATION is added to one that exists")
    with alone(workspace):
        planned = (
            _connector(name, template or "key", workspace)
            if operation is None
            else _operation(name, operation, kind or "action", (path, method), workspace)
        )
    for change in planned:
        say_file(change.status, from_here(change.path))
    say_done(f"next: change the texts, then connectorsmith build {name}")


def _connector(name: str, template: str, workspace: Path | None) -> list[FileChange]:
    from connectorsmith.workspace.layout import Workspace
    from connectorsmith.workspace.new_connector import plan_connector
    from connectorsmith.workspace.write_files import apply

    planned = plan_connector(Workspace.find(workspace or Path()), name, template)
    apply(planned)
    return planned


def _operation(
    name: str, operation: str, kind: str, call: tuple[str | None, str | None], workspace: Path | None
) -> list[FileChange]:
    """Write a new operation; a spec with errors is not changed."""
    from connectorsmith import api
    from connectorsmith.diagnostics import has_errors
    from connectorsmith.workspace.new_operation import plan_operation
    from connectorsmith.workspace.targets import single_target
    from connectorsmith.workspace.write_files import apply

    opened = api.open(single_target(name, workspace), checked=False)
    if has_errors(opened.diagnostics):
        report(opened.diagnostics, err=True)
        say(f"{name} was not changed; correct it first", err=True)
        sys.exit(_options.FINDINGS)
    planned = plan_operation(opened, operation, kind, *call)
    apply(planned)
    return planned

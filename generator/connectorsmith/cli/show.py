"""``show``: the maker's view of a connector or of one operation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._print import Painted, say, say_json
from connectorsmith.cli._report import report
from connectorsmith.cli._table import show_table, show_text

if TYPE_CHECKING:
    from connectorsmith.model import Connector, Operation

CONNECTION = ("label", "key", "type", "state")
INPUTS = ("label", "key", "type", "state", "default", "choices")
RETURNS = ("label", "key", "type", "description")


@click.command("show", short_help="Show what makers see of a connector or an operation.")
@click.argument("name", metavar="NAME", shell_complete=_complete.connectors)
@click.argument("operation", metavar="[OPERATION]", required=False, shell_complete=_complete.operations)
@_options.form
@_options.workspace
def command(name: str, operation: str | None, form: str, workspace: Path | None) -> None:
    """Show what a maker will see of a connector: what it asks for and its actions and triggers.

    NAME is a connector of the workspace or the path of a spec. OPERATION is an operationId, also that of an
    internal operation: its inputs are shown in the order of the designer, then its outputs. Exit code 2 if the
    connector has no such operation, 3 if the spec has errors.

    \b
    Examples:
      connectorsmith show oneflow
      connectorsmith show oneflow GetContractStatus
      connectorsmith show oneflow --format json
    """
    from connectorsmith import api
    from connectorsmith.cli._description import describe_connector, describe_operation
    from connectorsmith.workspace.targets import single_target

    opened = api.open(single_target(name, workspace))
    if opened.connector is None:
        report(opened.diagnostics, err=True)
        sys.exit(_options.FINDINGS)
    if operation is None:
        view, print_text = describe_connector(opened.connector), _show_connector
    else:
        view, print_text = describe_operation(opened.connector, _find(opened.connector, operation)), _show_operation
    if form == "json":
        say_json(view)
    else:
        print_text(view)


def _find(connector: Connector, name: str) -> Operation:
    """The operation of this id. Raises UnknownNameError."""
    from connectorsmith.errors import UnknownNameError

    found = connector.operation(name)
    if found is None:
        known = tuple(operation.id for operation in connector.operations if operation.id)
        fault = UnknownNameError(f"operation of {connector.id}", name, known)
        fault.hint = f"see them with: connectorsmith show {connector.id}"
        raise fault
    return found


def _show_connector(view: dict[str, Any]) -> None:
    version = f" {view['version']}" if view["version"] else ""
    say(Painted(view["title"], bold=True), f" ({view['id']}{version})")
    show_text(view["description"] or "")
    for way in view["connection"]:
        title = "Connection" if len(view["connection"]) == 1 else f"Connection: {way['title']}"
        rows = [row | {"state": _state(row)} for row in way["inputs"]]
        signs_in = f"{title}: sign in, and give" if rows and way["signIn"] else title
        _section(signs_in, CONNECTION, rows, "sign in" if way["signIn"] else "none")
    for kind in ("actions", "triggers"):
        _section(kind.capitalize(), ("summary", "id", "description"), view[kind])


def _show_operation(view: dict[str, Any]) -> None:
    say(Painted(view["summary"] or view["id"], bold=True), f" ({view['id']}, {view['kind']})")
    show_text(view["description"] or "")
    say(view["call"])
    for word, value in view["model"].items():
        say(f"{word} for agents: {_cell(value)}")
    _section("Inputs", INPUTS, [row | {"state": _state(row), "choices": _choices(row)} for row in view["inputs"]])
    returned = view["returns"]
    _section(f"Returns {returned['definition'] or ''}".rstrip(), RETURNS, returned["rows"])


def _section(title: str, headings: tuple[str, ...], rows: list[dict[str, Any]], otherwise: str = "none") -> None:
    """Print a table under its title, or a note in place of a table without rows."""
    say()
    say(Painted(title, bold=True), "" if rows else f": {otherwise}")
    if rows:
        show_table(headings, [["" if row[key] is None else _cell(row[key]) for key in headings] for row in rows])


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _state(row: dict[str, Any]) -> str:
    """Whether an input is required, and where it is if not among the visible ones."""
    return ", ".join(word for word in ("required" if row["required"] else "", row.get("visibility")) if word)


def _choices(row: dict[str, Any]) -> str:
    """Where the choices of an input come from: an operation, or the spec itself."""
    named = zip(map(_cell, row["choices"]), row["choiceNames"], strict=True)
    return (
        f"from {row['from']}" if row["from"] else ", ".join(f"{name} ({one})" if name else one for one, name in named)
    )

"""``test``: cases of connectors, run through the gateway."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from connectorsmith.cli import _complete, _gateway, _options
from connectorsmith.cli._alone import alone
from connectorsmith.cli._known_secrets import hide_opened
from connectorsmith.cli._print import Painted, say, say_done, say_findings, say_json
from connectorsmith.cli._progress import counted
from connectorsmith.cli._report import report as report_findings
from connectorsmith.cli._story import shown, tell
from connectorsmith.cli._table import show_table
from connectorsmith.diagnostics import has_errors

if TYPE_CHECKING:
    from connectorsmith.connector_tests.suite import Report, Run, Suite
    from connectorsmith.model import Connector
    from connectorsmith.runtime.connection import Connection
    from connectorsmith.workspace.opened import OpenedConnector


class _Live(NamedTuple):
    """Whether the service itself is called, and with which connection."""

    wanted: bool
    connection: str | None


@click.command("test", short_help="Run the cases of connectors.")
@_options.names
@click.option(
    "--operation",
    metavar="ID",
    help="Only the cases of this operation, of the connectors that have it.",
    shell_complete=_complete.operations,
)
@click.option("--coverage", is_flag=True, help="Count what was tried: operations, responses, policies, branches.")
@click.option("--clients", is_flag=True, help="Report where a flow and an app send different requests.")
@click.option("--trace", is_flag=True, help="Show every step of the cases that fail.")
@click.option("--live", is_flag=True, help="Call the real service, with a connection of connections.yaml.")
@click.option("--connection", metavar="NAME", help="The connection for --live.  [default: the first of the connector]")
@click.option("--record", is_flag=True, help="With --live, write what was sent and answered into the cases.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="How the outcome is written.",
)
@_options.workspace
def command(
    names: tuple[str, ...],
    operation: str | None,
    coverage: bool,
    clients: bool,
    trace: bool,
    live: bool,
    connection: str | None,
    record: bool,
    form: str,
    workspace: Path | None,
) -> None:
    """Run the cases in specs/<id>/tests/ of connectors, by default of all in the workspace.

    A case is an operation with its inputs, what the API must be asked, what it answers, and what the maker gets. The
    call runs through policies, limits and custom code as on the platform; the answer must fit the schema of the
    operation. Nothing leaves the machine without --live. Exit code 3 if a case fails.

    \b
    A case in YAML:
      a book is found:
        operation: FindBooks
        inputs: {words: whale}
        backend:
          - {call: GET /books?words=whale, answer: {body: {books: [{id: "7"}]}}}
        expect: {status: 200, output: {body/books/0/id: "7"}}

    \b
    Examples:
      connectorsmith test
      connectorsmith test oneflow --operation AddProduct --trace
      connectorsmith test oneflow --coverage
      connectorsmith test --format junit > cases.xml
    """
    if record and not live:
        raise click.UsageError("--record goes with --live")
    how = _Live(live, connection)
    with _gateway.reported():
        chosen = _chosen(names, operation, workspace)
        ran = [_run(opened, connector, operation, (coverage, clients), how, workspace) for opened, connector in chosen]
    suites = [(suite, report) for suite, report, _ in ran]
    if form == "json":
        from connectorsmith.connector_tests.reports import as_json

        say_json([as_json(suite, report) for suite, report in suites])
    elif form == "junit":
        from connectorsmith.connector_tests.reports import junit

        say_findings(junit(suites))
    else:
        for suite, report in suites:
            _show(suite, report, trace)
    for suite, report, used in ran if record else []:  # after the report, which shows lines of the files as they were
        if used is not None:
            _write(suite, report, used, workspace)
    if any(has_errors(report.findings) for _, report in suites):
        sys.exit(_options.FINDINGS)


def _chosen(
    names: tuple[str, ...], operation: str | None, workspace: Path | None
) -> list[tuple[OpenedConnector, Connector]]:
    """The specs to test, those that have the operation if one is given; a spec that has errors ends the command.

    Raises UnknownNameError if none of them has the operation.
    """
    from connectorsmith import api
    from connectorsmith.errors import UnknownNameError
    from connectorsmith.workspace.targets import spec_targets

    found = []
    for target in spec_targets(names, workspace):
        opened = api.open(target)
        hide_opened(opened)
        found.append((opened, _gateway.runnable(opened)))
    if operation is None:
        return found
    chosen = [one for one in found if one[1].operation(operation) is not None]
    if found and not chosen:
        known = tuple(dict.fromkeys(one.id for _, connector in found for one in connector.operations if one.id))
        owner = f" of {found[0][1].id}" if len(found) == 1 else ""
        raise UnknownNameError(f"operation{owner}", operation, known)
    return chosen


def _run(
    opened: OpenedConnector,
    connector: Connector,
    operation: str | None,
    reports: tuple[bool, bool],
    live: _Live,
    workspace: Path | None,
) -> tuple[Suite, Report, Connection | None]:
    """Run the cases of a spec. ``reports`` are coverage and clients; the connection is that of a live run."""
    from connectorsmith.connector_tests.suite import Run as Wanted
    from connectorsmith.connector_tests.suite import read_suite, run_suite
    from connectorsmith.runtime.mock.backend import MockBackend

    suite = read_suite(opened, connector)
    with counted(suite.count(operation), f"testing {connector.id}") as progress:
        wanted = Wanted(lambda one, taught: MockBackend(one, otherwise=taught), None, operation, *reports, progress)
        if not live.wanted:
            return suite, asyncio.run(run_suite(suite, wanted)), None
        return suite, *asyncio.run(_run_live(suite, wanted, live, workspace))


async def _run_live(suite: Suite, wanted: Run, live: _Live, workspace: Path | None) -> tuple[Report, Connection]:
    """Run cases against the service."""
    from msgspec.structs import replace

    from connectorsmith.connector_tests.suite import Live, run_suite
    from connectorsmith.server.live_connection import live_service

    _gateway.need_packages()
    connections, _ = _gateway.connections_of([suite.opened], workspace)
    async with live_service(suite.connector, connections, live.connection) as (backend, connection):
        _gateway.hide_values(suite.connector, connection)
        return await run_suite(suite, replace(wanted, live=Live(backend, connection))), connection


def _write(suite: Suite, report: Report, connection: Connection, workspace: Path | None) -> None:
    """Write what was recorded into the files of cases, all of them or none."""
    from connectorsmith.connector_tests.renew import renewed
    from connectorsmith.workspace.file_changes import rewritten
    from connectorsmith.workspace.write_files import apply

    target = suite.opened.target
    with alone(workspace, [str(target.path)]):  # another run may record the same cases, or rename what they call
        found = list(renewed(suite.connector, connection, report, target.folder))
        apply([rewritten(file.file, file.document.text, text) for file, text in found])
    for file, _ in found:
        say(f"recorded in {file.file}", err=True)


def _show(suite: Suite, report: Report, trace: bool) -> None:
    """Print the findings of a suite, the traces of cases that fail, and how many cases there are."""
    report_findings(report.findings)
    failed = [one for one in report.all if not one.passed]
    for outcome in failed if trace else []:
        say(Painted(outcome.case.name, bold=True))
        for result in outcome.results:
            tell(result.trace, suite.opened.documents)
    count = len(report.all)
    progress = f"{count} case{'s' * (count != 1)}, {count - len(failed)} passed"
    say_done(f"{suite.connector.id}: {progress}" if count or suite.files else f"{suite.connector.id}: no cases")
    if report.items:
        _show_coverage(suite, report)


def _show_coverage(suite: Suite, report: Report) -> None:
    from connectorsmith.connector_tests.coverage import KINDS
    from connectorsmith.connector_tests.reports import span_of

    rows: list[Sequence[str]] = []
    for kind in KINDS:
        listed = [one for one in report.items if one.kind == kind]
        rows.append([kind, str(sum(one.tried for one in listed)), str(len(listed))])
    show_table(["coverage", "tried", "of"], rows)
    for one in report.items:
        if not one.tried and one.kind != "responses":
            span = span_of(one, suite.opened.documents)
            say(f"not tried: {one.name}", f"  {shown(span)}" if span is not None else "")

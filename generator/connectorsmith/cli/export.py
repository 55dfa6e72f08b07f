"""``export``: a connector as an OpenAPI 3.0 document, for client generators, documentation and mocks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._known_secrets import hide_opened
from connectorsmith.cli._losses import planned_file, planned_report, print_losses, write_with_report
from connectorsmith.cli._paths import from_here
from connectorsmith.cli._print import say, say_done, say_file, say_lines
from connectorsmith.cli._report import report
from connectorsmith.diagnostics import Severity
from connectorsmith.errors import FileError
from connectorsmith.source.links import real

if TYPE_CHECKING:
    from connectorsmith.workspace.opened import OpenedConnector
    from connectorsmith.workspace.targets import Target


@click.command("export", short_help="Write a connector as an OpenAPI 3.0 document.")
@click.argument("name", metavar="NAME|PATH", shell_complete=_complete.connectors)
@click.option("--format", "form", type=click.Choice(["openapi3"]), default="openapi3", show_default=True,
              help="OpenAPI 3.0.")  # fmt: skip
@click.option(
    "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    callback=_options.ending(".yaml", ".yml", ".json"),
    help="Write a .yaml or .json file.  [default: YAML on the standard output]",
)  # fmt: skip
@click.option(
    "--report", "report_to", metavar="FILE", type=click.Path(path_type=Path),
    callback=_options.ending(*_options.REPORTS), help="Write all losses to a .md or .json file.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Refuse every loss, with exit code 3.")
@click.option(
    "--environment",
    metavar="ENV",
    shell_complete=_complete.environments,
    help="As the connector is in this environment of its spec.",
)
@_options.workspace
def command(
    name: str,
    form: str,
    output: Path | None,
    report_to: Path | None,
    strict: bool,
    environment: str | None,
    workspace: Path | None,
) -> None:
    """Write a connector as an OpenAPI 3.0 document, for client generators, documentation and mocks.

    NAME is a connector of the workspace; PATH is a spec, the folder or the definition of a package, or an archive. The
    document describes the service: its servers, credentials, operations and callbacks. What OpenAPI 3.0 has no place
    for stays in extensions, from which `import` makes the same connector again, and is reported with its place.
    Policies and custom code run on the platform alone, and are reported too. Exit code 3 if the connector has errors.

    \b
    Examples:
      connectorsmith export oneflow --output oneflow.yaml
      connectorsmith export oneflow --output openapi.json --report losses.md
      connectorsmith export ~/Downloads/MyConnector --strict
    """
    from connectorsmith.importers.openapi3.report import summary
    from connectorsmith.workspace.export_openapi import diagnose_losses, export_connector, text_of

    ending = ".yaml" if output is None else output.suffix.lower()
    opened = _open(_target(name, workspace), environment)
    hide_opened(opened)
    if opened.connector is None:
        report(opened.diagnostics, err=True)
        sys.exit(_options.FINDINGS)
    made = export_connector(opened.connector)
    text = text_of(made.document, ending)
    sources = [document.file for document in opened.documents.values()]
    if output is not None and any(real(output) == real(source) for source in sources):
        raise FileError(f"{output} is a file of the connector", "name another file for the document")
    losses = diagnose_losses(made, opened, opened.connector)
    print_losses(made, losses, report_to, err=True)
    reported = None if report_to is None else planned_report(report_to, made, losses, sources)
    refused = strict and any(one.severity > Severity.INFO for one in losses)
    written = [] if output is None or refused else [planned_file(output, text.encode())]
    write_with_report(written, reported, err=True)
    say_done(summary(made), err=True)
    if refused:
        say("no document was written: --strict refuses every loss", err=True)
        sys.exit(_options.FINDINGS)
    if output is None:
        say_lines(text)
    for change in written:
        say_file(change.status, from_here(change.path))


def _target(name: str, workspace: Path | None) -> Target:
    """The one connector that a name or a path represents. Raises FileError if there are several."""
    from connectorsmith.lint.targets import lint_targets

    found = lint_targets([name], workspace)
    if len(found) != 1:
        known = ", ".join(target.name for target in found[:3])
        raise FileError(f"{name} holds {len(found)} connectors: {known}", "name one of them")
    return found[0]


def _open(target: Target, environment: str | None) -> OpenedConnector:
    """The connector of a target; a spec is checked against the required rules. Raises FileError for a package."""
    from connectorsmith import api

    if environment is not None and not target.is_spec:
        raise FileError(f"{target.path} is a package, which has no environments", "leave out --environment")
    return api.open(target, environment=environment)

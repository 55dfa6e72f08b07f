"""``script``: a connector's custom code, shown, compiled and run."""

from __future__ import annotations

import json
import sys
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._print import say, say_lines
from connectorsmith.cli._report import report
from connectorsmith.source.json.read import decode_json

if TYPE_CHECKING:
    from connectorsmith.emitters.script_origins import ScriptText
    from connectorsmith.model import Connector
    from connectorsmith.workspace.opened import OpenedConnector

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("script", short_help="Show, compile or run the custom code of a connector.")
@click.argument("name", shell_complete=_complete.connectors)
@click.option("--compile", "compiles", is_flag=True, help="Compile it with Mono; errors show the recipe or snippet.")
@click.option(
    "--run",
    "operation",
    metavar="OPERATION",
    shell_complete=_complete.operations,
    help="Compile it and run one operation.",
)
@click.option("--request", "file", metavar="FILE", type=_FILE, help="A file of cases: the call, and the API's answers.")
@_options.outcome_form
@_options.workspace
def command(name: str, compiles: bool, operation: str | None, file: Path | None, workspace: Path | None) -> None:
    """Show the custom code (script.csx) of connector NAME, compile it, or run one of its operations.

    Nothing leaves the machine: what the script sends gets the answers of FILE.

    \b
    FILE has cases, as `connectorsmith test` has; the first of OPERATION counts:
      a line is added:
        operation: AddLine
        inputs: {id: 7, x-as: Owner, body/name: A}
        backend:
          - {call: GET /orders/7, answer: {body: {id: 7}}}
          - {call: POST /orders/7/lines, answer: {status: 404}}

    \b
    Examples:
      connectorsmith script oneflow
      connectorsmith script oneflow --compile
      connectorsmith script oneflow --run AddProduct --request call.yaml
    """
    from connectorsmith import api
    from connectorsmith.custom_code.compile_script import script_of
    from connectorsmith.diagnostics.masking import masked_code
    from connectorsmith.errors import ConnectorsmithError
    from connectorsmith.workspace.targets import single_target

    if (operation is None) != (file is None):
        raise click.UsageError("--run and --request go together")
    opened = api.open(single_target(name, workspace))
    report(opened.diagnostics)
    if opened.connector is None:
        sys.exit(_options.FINDINGS)
    written = script_of(opened.connector)
    if written is None:
        raise ConnectorsmithError(f"{opened.connector.id} has no custom code", "give an operation a `script`")
    if not compiles and operation is None:
        say_lines(masked_code(written.text))
        return
    sys.exit(_compile_and_run(opened, opened.connector, written, operation, file))


def _compile_and_run(
    opened: OpenedConnector, connector: Connector, written: ScriptText, operation: str | None, file: Path | None
) -> int:
    """Compile the script, run it if asked to, and return the exit code."""
    from connectorsmith.connector_tests.read_cases import read_cases
    from connectorsmith.connector_tests.script_case import case_of, request_of_script, run_script_case
    from connectorsmith.custom_code.compile_script import compile_script, failure, operation_of
    from connectorsmith.custom_code.runner import ScriptRunner

    called = operation_of(connector, operation) if operation else None
    case, faults = case_of(read_cases(file), connector, called) if file and called else (None, [])
    report(faults)
    if faults:
        return _options.FINDINGS
    with ScriptRunner() as runner:
        compiled = compile_script(runner, written, opened.spec, opened.target.folder)
        report(compiled.diagnostics)
        if compiled.diagnostics:
            return _options.FINDINGS
        say(f"compiled  {len(written.text.splitlines())} lines, no errors")
        if called is None or case is None:
            return 0
        outcome = run_script_case(runner, compiled.library, connector, case, request_of_script(connector, case))
    code = _report_outcome(outcome)
    if "error" not in outcome:
        return code
    report([failure(outcome["error"], called, written, opened.spec, opened.target.folder)])
    return _options.FINDINGS


def _report_outcome(outcome: dict[str, Any]) -> int:
    """Print the request, the answers and the response of a script, and return the exit code."""
    from connectorsmith.connector_tests.script_case import UNANSWERED

    for call in outcome["calls"]:
        _show(f"sent      {call['method']} {call['url']}", call)
        missing = call.get("status") == UNANSWERED
        say(f"answered  {'nothing: no answer is recorded for this call' if missing else call.get('status')}")
    if "response" in outcome:
        _show(f"returned  {outcome['response']['status']}", outcome["response"])
    return _options.FINDINGS if any(call.get("status") == UNANSWERED for call in outcome["calls"]) else 0


def _show(title: str, message: dict[str, Any]) -> None:
    """Print a message: its first line, its headers, its body."""
    say(title)
    for name, value in message["headers"].items():
        say(f"          {name}: {value}")
    body = message.get("body", message.get("base64", ""))
    with suppress(ValueError):
        body = json.dumps(decode_json(body), indent=2, ensure_ascii=False)
    say_lines(textwrap.indent(body, " " * 10, lambda line: True))

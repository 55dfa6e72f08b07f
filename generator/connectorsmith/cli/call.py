"""``call``: one operation, run through the gateway."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from connectorsmith.cli import _complete, _gateway, _options
from connectorsmith.cli._answer import show_answer
from connectorsmith.cli._listen import listen_to
from connectorsmith.cli._mcp import ask
from connectorsmith.cli._offer import show_offer
from connectorsmith.cli._print import say, say_done, say_json
from connectorsmith.cli._report import report
from connectorsmith.cli._story import as_json, tell
from connectorsmith.errors import FileError

if TYPE_CHECKING:
    from connectorsmith.runtime.dynamic import Offer
    from connectorsmith.runtime.gateway import Call
    from connectorsmith.server.one_call import Called
    from connectorsmith.server.open_gateway import Wanted
    from connectorsmith.workspace.opened import OpenedConnector

_ADDRESS = "http://127.0.0.1"
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("call", cls=_gateway.Verb, short_help="Run one operation as the platform does, and trace it.")
@click.argument("name", metavar="NAME", shell_complete=_complete.connectors)
@click.argument("operation", metavar="OPERATION", shell_complete=_complete.operations)
@click.argument("pairs", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--body", "body_file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The body: JSON, or any other file as it is.")  # fmt: skip
@click.option("--trace", is_flag=True, help="Show every step of the call, and what it changed.")
@click.option("--choices", "key", metavar="KEY",
              help="Show what KEY offers instead: its dropdown, tree or form, or why that is empty.")  # fmt: skip
@click.option("--connection", metavar="NAME", help="A connection of connections.yaml.  [default: the first]")
@click.option("--served", is_flag=True, help="Serve the gateway on 127.0.0.1 and send the call there.")
@click.option("--no-wait", is_flag=True, help="Do not wait for an asynchronous action that answers 202.")
@click.option("--pages", is_flag=True, help="Follow the pages of a list, and print the items of all.")
@click.option("--tools", is_flag=True, help="List the tools of an MCP server, and what Copilot Studio drops of them.")
@click.option("--tool", metavar="NAME", help="Run a tool of an MCP server; KEY=VALUE are its arguments.")
@click.option("--listen", is_flag=True, help="Play the flow of a trigger until Ctrl-C, and print what arrives.")
@click.option("--callback", metavar="URL", help="With --listen, the public address that leads to this machine.")
@click.option("--output", metavar="FILE", type=_FILE, help="Write the body of the answer into FILE.")
@_gateway.options
@_options.form
@_options.workspace
def command(
    name: str,
    operation: str,
    pairs: tuple[str, ...],
    body_file: Path | None,
    trace: bool,
    key: str | None,
    connection: str | None,
    served: bool,
    no_wait: bool,
    pages: bool,
    tools: bool,
    tool: str | None,
    listen: bool,
    callback: str | None,
    output: Path | None,
    form: str,
    workspace: Path | None,
    **gateway: Any,
) -> None:
    """Run OPERATION of the connector NAME as the platform does, and print the answer.

    KEY is a parameter, or a value in the body such as body/name; VALUE is a text, a number or JSON, as the operation
    asks for it, or @FILE for the content of a file. The call passes through policies, limits and custom code. Without
    --backend live it reaches no service: a mock answers as the definition says. A connection to the real service is
    described in .connectorsmith/connections.yaml. Exit code 3 if the answer is an error, or does not fit its schema.

    With --choices, the operation that fills an input is run instead; response is KEY for the fields of the answer.

    \b
    Examples:
      connectorsmith call oneflow GetContractStatus contract_id=12 --trace
      connectorsmith call oneflow CreateAContract contract/workspace_id=1
      connectorsmith call oneflow UploadAttachments contract_id=12 file=@offer.pdf
      connectorsmith call oneflow Ping --backend live --record ping.yaml
      connectorsmith call oneflow CreateAContract --choices contract/workspace_id
      connectorsmith call oneflow webhookRegister --listen
    """
    _gateway.need_packages()
    opened = _opened(name, workspace, gateway["environment"])
    backend = _gateway.choice(gateway["backend"], gateway["hosts"], gateway["faults"], gateway["seed"])
    wanted = _gateway.wanted(backend, _ADDRESS, gateway["store"], gateway["bare"], gateway["assume"])
    if tools or tool is not None:
        arguments = _gateway.json_pairs(pairs)
        sys.exit(ask(opened, operation, tool, arguments, (wanted, connection, workspace), (form, trace)))
    call = _call(opened, operation, pairs, body_file, gateway["client"])
    call = _typed(opened, call, pairs if key is None else (), (wanted, connection, workspace))
    if listen:
        sys.exit(listen_to(opened, call, (wanted, connection, workspace), callback))
    if key is not None:
        with _gateway.reported():
            found = asyncio.run(_offer(opened, call, key, (wanted, connection, workspace)))
        show_offer(found, opened.documents, form, trace)
        return
    with _gateway.reported():
        called = _run(opened, call, replace(wanted, connection=connection), workspace, (served, not no_wait, pages))
    try:
        _record(opened, called, gateway["record"])
    finally:  # the service has done the work, whether or not it can be recorded
        _show(opened, called, form, trace, output)


def _opened(name: str, workspace: Path | None, environment: str | None) -> OpenedConnector:
    """The one connector that NAME is. Raises UsageError if it holds several."""
    opened = _gateway.open_named([name], workspace, environment)
    if len(opened) > 1:
        raise click.UsageError(f"{name} holds several connectors: name one of them")
    return opened[0]


def _show(opened: OpenedConnector, called: Called, form: str, trace: bool, output: Path | None) -> None:
    """Print the answer, the trace and the schema mismatches; exits with 3 if there are findings."""
    if form == "json":
        from connectorsmith.runtime.message_json import message_json

        steps = {"trace": as_json(called.result.trace, opened.documents)} if trace else {}
        say_json({"answer": message_json(called.result.response), **steps})
    else:
        if trace:
            tell(called.result.trace, opened.documents)
        show_answer(called.result.response, output, err=not trace)
    findings = opened.placed(called.misfits)
    report(findings, err=True)
    if findings or called.result.response.status >= 400:
        sys.exit(_options.FINDINGS)


def _tell_of_listen(opened: OpenedConnector, call: Call, called: Called) -> None:
    """Where the call of a webhook trigger is refused, name the option that registers an address as a flow does."""
    from connectorsmith.runtime.triggers import named_operation

    assert opened.connector is not None
    operation = named_operation(opened.connector, call.operation)
    item = (opened.connector.paths or {}).get(operation.path)
    webhook = operation.trigger is not None and item is not None and item.notification is not None
    if webhook and called.response.status >= 400:
        message = f"note: {call.operation} is a webhook trigger: --listen registers an address of this machine for it"
        say_done(message, err=True)


def _call(opened: OpenedConnector, name: str, pairs: Sequence[str], body: Path | None, client: Any) -> Call:
    """The call of the command line. Raises UnknownNameError for an operation or an input that there is not."""
    from connectorsmith.runtime.gateway import Call
    from connectorsmith.runtime.triggers import named_operation
    from connectorsmith.runtime.typed_input import typed_input, with_file_names
    from connectorsmith.source.read_files import read_bytes

    assert opened.connector is not None
    found = named_operation(opened.connector, name)
    inputs: dict[str, Any] = {}
    for pair in pairs:
        key, text = _gateway.split_pair(pair)
        value = _file(Path(text[1:])) if text.startswith("@") else None
        inputs[key] = typed_input(opened.connector, found, key, text) if value is None else value
    if body is not None:
        inputs["body"] = _content(body, read_bytes(body))
    return Call(found.id or "", with_file_names(inputs), client)


def _typed(
    opened: OpenedConnector, call: Call, pairs: Sequence[str], setting: tuple[Wanted, str | None, Path | None]
) -> Call:
    """The call with the values of dynamic forms typed as the form says, which takes a call of its own."""
    from connectorsmith.cli._call_types import typed_call

    assert opened.connector is not None
    keys = [_gateway.split_pair(pair)[0] for pair in pairs]
    with _gateway.reported():
        return asyncio.run(typed_call(opened.connector, call, keys, lambda key: _offer(opened, call, key, setting)))


def _file(path: Path) -> dict[str, str]:
    """A file as flows carry it."""
    import base64
    import mimetypes

    from connectorsmith.source.read_files import read_bytes

    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = base64.b64encode(read_bytes(path)).decode()
    return {"$content-type": kind, "$content": content, "filename": path.name}


def _content(file: Path, body: bytes) -> Any:
    """A body as JSON if it is, else its bytes. Raises FileError for a file named as JSON that is not JSON."""
    from connectorsmith.source.json.read import decode_json, read_json

    try:
        return decode_json(body.decode("utf-8-sig"))
    except ValueError:
        if file.suffix.lower() != ".json":
            return body
        for fault in read_json(body, file)[1]:
            hint = fault.hint or "correct it; to send it as it is, give the file another ending than .json"
            raise FileError(f"{fault.span}: {fault.message}", hint) from None
        return body


def _run(
    opened: OpenedConnector, call: Call, wanted: Wanted, workspace: Path | None, how: tuple[bool, bool, bool]
) -> Called:
    from connectorsmith import api

    served, waits, pages = how
    called = api.call(
        opened,
        call.operation,
        call.inputs,
        workspace=workspace,
        backend=wanted,
        client=call.client,
        served=served,
        waits=waits,
        pages=pages,
        on_open=_gateway.hide_secrets,
        progress=lambda line: say(line, err=True),
    )
    _tell_of_listen(opened, call, called)
    return called


async def _offer(
    opened: OpenedConnector, call: Call, key: str, setting: tuple[Wanted, str | None, Path | None]
) -> Offer:
    from connectorsmith.server.one_call import run_offer

    wanted, connection, workspace = setting
    connections, root = _gateway.connections_of([opened], workspace)
    setting_there = (connections, root, replace(wanted, connection=connection))
    return await run_offer(opened, call, key, setting_there, on_open=_gateway.hide_secrets)


def _record(opened: OpenedConnector, called: Called, file: Path | None) -> None:
    """Write the case of a call, if there is a file for it."""
    from connectorsmith.server.record import Recorded, write_cases

    if file is not None and called.case is not None and opened.connector is not None:
        with _gateway.reported():
            write_cases(file, [Recorded(called.case, opened.connector, opened.target)])
        say(f"recorded in {file}", err=True)

"""``serve``: connectors on a port of this machine, as the platform serves them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectorsmith.cli import _gateway, _options
from connectorsmith.cli._print import Painted, hide_in, say
from connectorsmith.cli._report import report
from connectorsmith.cli._story import tell

if TYPE_CHECKING:
    from connectorsmith.model import Json
    from connectorsmith.runtime.gateway import Gateway, Result
    from connectorsmith.runtime.message import Request
    from connectorsmith.runtime.triggers import Notified
    from connectorsmith.server.http_server import Access
    from connectorsmith.server.reload import Saves
    from connectorsmith.server.service import Heard, Served
    from connectorsmith.source.document import Document
    from connectorsmith.workspace.opened import OpenedConnector


@click.command("serve", cls=_gateway.Verb, short_help="Serve connectors on this machine as the platform does.")
@_options.names
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 is any that is free.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that share the work; with more than one, --store redis://… counts calls for all.",
)
@click.option("--watch", is_flag=True, help="Serve specs as they are saved, without a restart.")
@click.option("--trace", is_flag=True, help="Show every step of each call, and what it changed.")
@_gateway.options
@_options.workspace
def command(
    names: tuple[str, ...],
    host: str,
    port: int,
    workers: int,
    watch: bool,
    trace: bool,
    workspace: Path | None,
    **gateway: Any,
) -> None:
    """Serve connectors as the platform does, by default all of the workspace, until Ctrl-C.

    A call goes to /apim/<connector>/<connection>/<path>, and passes through policies, limits and custom code. GET /
    lists the connections, and the definition of each with this gateway as its host. A body POSTed to
    /callbacks/<flow> is a notification; PUT /flows/<flow> registers the webhook of a flow, DELETE removes it. Without
    --backend live, no service is reached: a mock answers. Only callers on this machine are answered.

    \b
    Examples:
      connectorsmith serve
      connectorsmith serve oneflow --watch --trace
      connectorsmith serve oneflow --backend live --record calls.yaml
      connectorsmith serve --port 0 --fail 429:10%
    """
    from connectorsmith.server.serving import Serving, run_workers
    from connectorsmith.workspace.connections_file import keep_out_of_git

    if watch and workers > 1:
        raise click.UsageError("--watch goes with one worker")
    _gateway.need_packages(*(["watchfiles"] if watch else []))
    opened = _gateway.open_named(names, workspace, gateway["environment"])
    connections, root = _gateway.connections_of(opened, workspace)
    for line in keep_out_of_git(root):
        say(line, err=True)
    backend = _gateway.choice(gateway["backend"], gateway["hosts"], gateway["faults"], gateway["seed"])
    wanted = _gateway.wanted(backend, "", gateway["store"], gateway["bare"], gateway["assume"])
    documents = {one.connector.id: one.documents for one in opened if one.connector is not None}
    serving = Serving(
        opened=tuple(opened),
        connections=connections,
        root=root,
        wanted=wanted,
        client=gateway["client"],
        host=host,
        port=port,
        record=gateway["record"],
        started=lambda address, served: _started(address, served, gateway["backend"]),
        on_open=_gateway.hide_secrets,
        heard=_telling(documents) if trace else None,
        log=_line,
        failed=lambda fault: say(f"error: {fault.message}", err=True),
        saves=_saves(opened, names, workspace, gateway["environment"], documents) if watch else None,
        arrived=_arrived,
    )
    with _gateway.reported():
        if workers > 1:
            sys.exit(run_workers(serving, workers))
        asyncio.run(serving.run())


def _started(address: str, served: Mapping[str, Served], backend: str) -> None:
    say(Painted(f"serving on {address}", bold=True), f" (backend: {backend})", err=True)
    for one in served.values():
        for gateway in one.gateways.values():
            say(f"  {gateway.address}", err=True)


def _saves(
    opened: list[OpenedConnector],
    names: tuple[str, ...],
    workspace: Path | None,
    environment: str | None,
    documents: dict[str, Mapping[str, Document]],
) -> Saves:
    """The specs to reload when they are saved. Errors in one are reported, and its last version stays in use."""
    from connectorsmith.server.reload import Saves

    folders = [one.target.folder for one in opened]

    def reread() -> list[OpenedConnector] | None:
        hide_in(folders)
        found, faults = _gateway.read_named(names, workspace, environment)
        report(faults, err=True)
        if faults:
            return None
        documents.update({one.connector.id: one.documents for one in found if one.connector is not None})
        say("serving what was saved", err=True)
        return found

    return Saves(folders, reread)


def _telling(documents: Mapping[str, Mapping[str, Document]]) -> Heard:
    """The function that prints the steps of each call."""

    def heard(gateway: Gateway, request: Request, result: Result) -> None:
        say(Painted(f"{request.method} {request.url}", bold=True))
        tell(result.trace, documents[gateway.connector.id])

    return heard


def _arrived(flow: str, _: Json, notified: Notified) -> None:
    """Print how many runs of a flow a notification starts, and what in it does not fit its schema."""
    from connectorsmith.server.callbacks import misfit_texts

    say(f"{flow}: {notified.runs} run{'s' * (notified.runs != 1)}", err=True)
    for text in misfit_texts(notified):
        say(Painted(f"  does not fit: {text}", "yellow"), err=True)


def _line(access: Access) -> None:
    colour = "green" if access.status < 400 else "red"
    milliseconds = f"{access.seconds * 1000:.0f} ms"
    say(f"{access.method} {access.path} ", Painted(str(access.status), colour), f" {milliseconds}", err=True)

"""``preview``: connectors in the browser, as their makers will see them, while they are written."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from connectorsmith.cli import _complete, _gateway, _options
from connectorsmith.cli._print import Painted, hide, hide_in, say, say_done, say_json, without_secrets

if TYPE_CHECKING:
    from connectorsmith.preview.app import Settings
    from connectorsmith.workspace.opened import OpenedConnector

_EDITORS: Final = ("vscode", "cursor", "vscodium", "idea", "none")


@click.command("preview", short_help="Show connectors in the browser as makers will see them.")
@click.argument("name", metavar="[NAME]", required=False, shell_complete=_complete.connectors)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to serve.  [default: any that is free]")
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
@click.option(
    "--live",
    "deployed",
    metavar="ENV",
    shell_complete=_complete.environments,
    help="Compare with what is deployed in this environment as well.",
)
@click.option("--callback", metavar="URL", help="A public address that leads to --port, for services that call back.")
@click.option(
    "--editor", type=click.Choice(_EDITORS), default="vscode", show_default=True, help="What opens a file of the spec."
)
@click.option(
    "--export",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a page that needs no server, without running, and end.",
)
@click.option(
    "--pictures",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a picture of each card of NAME with Chromium, and end.",
)
@_options.form
@_gateway.options
@_options.workspace
def command(
    name: str | None,
    port: int,
    no_open: bool,
    deployed: str | None,
    callback: str | None,
    editor: str,
    folder: Path | None,
    pictures: Path | None,
    form: str,
    workspace: Path | None,
    **gateway: Any,
) -> None:
    """Show connectors in the browser as makers will see them, by default all of the workspace, until Ctrl-C.

    The page is read again after each save, and shows what is wrong beside the card that it is about. Calls go through
    the gateway: without --backend live, no service is reached, and a mock answers. Only this machine is served, at an
    address with a random part. With --format json, the cards are printed, and nothing is served. A spec whose
    documentation has the key pictures links those of --pictures in reference.md.

    \b
    Examples:
      connectorsmith preview
      connectorsmith preview oneflow --no-open --port 8090
      connectorsmith preview oneflow --backend live --live test
      connectorsmith preview oneflow --export site/oneflow
      connectorsmith preview oneflow --pictures docs/pictures/oneflow
      connectorsmith preview oneflow --format json
    """
    if form == "json":
        _print_cards(name, workspace, gateway["environment"])
        return
    if folder is not None:
        _export(name, workspace, gateway["environment"], folder)
        return
    if pictures is not None:
        _write_pictures(name, workspace, gateway["environment"], pictures)
        return
    _gateway.need_packages("watchfiles")
    from msgspec.structs import replace

    from connectorsmith.preview.app import Preview
    from connectorsmith.server.serving import stopped_by_signals

    settings = replace(_settings(name, workspace, deployed, gateway), editor=editor, callback=callback)
    preview = Preview(settings, lambda address: _started(address, settings, no_open), _saved)

    async def run() -> None:
        await preview.run(port, stopped_by_signals())

    with _gateway.reported():
        asyncio.run(run())


def _print_cards(name: str | None, workspace: Path | None, environment: str | None) -> None:
    from connectorsmith.preview.model import whole_json
    from connectorsmith.workspace.layout import workspace_above

    found = []
    for one in _gateway.open_named([name] if name else (), workspace, environment):
        assert one.connector is not None
        root = workspace_above(one.target.folder) or one.target.folder
        found.append(whole_json(one, one.connector, root))
    say_json(found[0] if name else found)


def _export(name: str | None, workspace: Path | None, environment: str | None, folder: Path) -> None:
    from connectorsmith.preview.export import PAGE, export
    from connectorsmith.workspace.layout import workspace_above

    opened = _gateway.open_named([name] if name else (), workspace, environment)
    first = opened[0].target.folder
    written = export(opened, folder, workspace_above(first) or first, without_secrets)
    say_done(f"{len(written)} files written; open {(folder / PAGE).as_posix()}", err=True)


def _write_pictures(name: str | None, workspace: Path | None, environment: str | None, folder: Path) -> None:
    from connectorsmith.preview.pictures import write_pictures
    from connectorsmith.workspace.layout import workspace_above

    if name is None:
        raise click.UsageError("--pictures needs the NAME of a connector, whose cards are in the folder")
    (opened,) = _gateway.open_named((name,), workspace, environment)
    root = workspace_above(opened.target.folder) or opened.target.folder
    written = write_pictures(opened, folder, root, without_secrets)
    say_done(f"{len(written)} pictures in {folder.as_posix()}", err=True)


def _settings(
    name: str | None,
    workspace: Path | None,
    deployed: str | None,
    gateway: dict[str, Any],
) -> Settings:
    from connectorsmith.preview.app import Settings
    from connectorsmith.preview.differences import HEAD
    from connectorsmith.preview.session import Session
    from connectorsmith.workspace.connections_file import keep_out_of_git

    targets = _gateway.targets_of([name] if name else (), workspace)
    connections, root = _gateway.connections_in(targets[0].folder, workspace)
    for line in keep_out_of_git(root):
        say(line, err=True)
    backend = _gateway.choice(gateway["backend"], gateway["hosts"], gateway["faults"], gateway["seed"])
    wanted = _gateway.wanted(backend, "", gateway["store"], gateway["bare"], gateway["assume"])
    versions = (HEAD, *([f"live:{deployed}"] if deployed else []))
    return Settings(
        session=Session(targets, root, gateway["environment"]),
        connections=connections,
        wanted=wanted,
        earlier=lambda one, version: _earlier(one, version, workspace),
        versions=versions,
        backend=gateway["backend"],
        hidden=without_secrets,
        secret=hide,
        reading=hide_in,
    )


def _earlier(name: str, version: str, workspace: Path | None) -> OpenedConnector:
    """Open an earlier version of a connector, which is in memory when its temporary folder is removed."""
    from connectorsmith.cli._versions import Versions

    with ExitStack() as stack:
        return Versions(stack, workspace).open(f"{name}@{version}").opened


def _started(address: str, settings: Settings, no_open: bool) -> None:
    say(Painted(f"preview on {address}", bold=True), f" (backend: {settings.backend})", err=True)
    for entry in settings.session.entries:
        if entry.broken:
            say(f"  {entry.target.name} has errors, which the page shows", err=True)
    if not no_open:
        import webbrowser

        webbrowser.open(address)


def _saved(names: Sequence[str]) -> None:
    say(f"read again: {', '.join(names)}", err=True)
    sys.stderr.flush()

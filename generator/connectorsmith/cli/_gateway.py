"""Shared by the verbs of the gateway: reading connectors, the options of the gateway, and its packages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from connectorsmith.cli import _complete, _options
from connectorsmith.cli._known_secrets import hide_opened
from connectorsmith.cli._print import hide
from connectorsmith.cli._report import report
from connectorsmith.diagnostics.install_hints import install_hint
from connectorsmith.errors import ToolError

if TYPE_CHECKING:
    from connectorsmith.diagnostics import Diagnostic
    from connectorsmith.model import Connector
    from connectorsmith.runtime.connection import Connection
    from connectorsmith.runtime.gateway import Gateway
    from connectorsmith.server.backends import BackendChoice
    from connectorsmith.server.open_gateway import Wanted
    from connectorsmith.workspace.connections_file import ConnectionsFile
    from connectorsmith.workspace.opened import OpenedConnector
    from connectorsmith.workspace.targets import Target

_Verb = TypeVar("_Verb", bound=Callable[..., Any])

CLIENTS: Final = click.Choice(["flow", "app", "agent"])


def options(verb: _Verb) -> _Verb:
    """The options that ``call`` and ``serve`` share."""
    for option in reversed((
        click.option("--backend", metavar="WHERE", default="mock", show_default=True,
                     help="Who answers: live, mock, recorded FILE, or the address of a server."),
        click.option("--environment", metavar="ENV", help="An environment of the spec.",
                     shell_complete=_complete.environments),
        click.option("--client", type=CLIENTS, default="flow", show_default=True,
                     help="Who makes the requests: flows, Power Fx in an app, or an agent."),
        click.option("--allow-host", "hosts", metavar="HOST", multiple=True,
                     help="Another host that may be called; *.example.com is any below it."),
        click.option("--bare", is_flag=True, help="Leave out the headers that the platform adds."),
        click.option("--fail", "faults", metavar="FAULT", multiple=True,
                     help="What the mock does wrong: 429, 500:5%, slow, cut-off, refused, timeout."),
        click.option("--seed", default="0", show_default=True, help="Varies the values of the mock."),
        click.option("--store", metavar="URL",
                     help="Where registrations and polling states are: a file, or redis://…, which also counts calls "
                          "for all gateways.  [default: .connectorsmith/gateway.sqlite]"),
        click.option("--assume", metavar="NAME=VALUE", multiple=True,
                     help="Choose how the platform behaves where that is not known; docs/gateway.md lists it."),
        click.option("--record", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
                     help="Write what was sent and answered into FILE as cases, without secrets."),
    )):  # fmt: skip
        verb = option(verb)
    return verb


class Verb(click.Command):
    """A command whose option --backend takes ``recorded FILE`` as two words, which options of click cannot."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with the file of recorded answers in the word of its option."""
        joined: list[str] = []
        for argument in args:
            if joined[-2:] == ["--backend", "recorded"]:
                joined[-1] += f" {argument}"
            elif joined[-1:] == ["--backend=recorded"]:
                joined[-1:] = ["--backend", f"recorded {argument}"]
            else:
                joined.append(argument)
        return super().parse_args(ctx, joined)


@contextmanager
def reported() -> Iterator[None]:
    """Report the SpecError of files that are read in this context, and exit with the code for findings."""
    from connectorsmith import api

    try:
        yield
    except api.SpecError as fault:
        report(fault.diagnostics, err=True)
        sys.exit(_options.FINDINGS)


def need_packages(*more: str) -> None:
    """Raise ToolError if the packages of the gateway, or ``more`` of the preview, are not installed."""
    from connectorsmith.doctor.packages import missing_packages

    missing = missing_packages(*more)
    if missing:
        what = "preview" if more else "gateway"
        raise ToolError(
            f"the {what} needs packages that are not installed: {', '.join(missing)}",
            f"install them: {install_hint(what)}",
        )


def open_named(names: Sequence[str], workspace: Path | None, environment: str | None) -> list[OpenedConnector]:
    """Open specs and packages; one that has errors, or a policy that cannot be run, ends the command."""
    opened, faults = read_named(names, workspace, environment)
    if faults:
        report(faults, err=True)
        sys.exit(_options.FINDINGS)
    return opened


def read_named(
    names: Sequence[str], workspace: Path | None, environment: str | None
) -> tuple[list[OpenedConnector], list[Diagnostic]]:
    """Open specs and packages; the second part is why the first of them that cannot be run cannot."""
    from connectorsmith import api

    opened: list[OpenedConnector] = []
    for target in targets_of(names, workspace):
        one = api.open(target, environment=environment if target.is_spec else None)
        hide_opened(one)
        faults = _faults(one)
        if faults or one.connector is None:
            return opened, faults
        opened.append(one)
    return opened, []


def targets_of(names: Sequence[str], workspace: Path | None) -> list[Target]:
    """The specs and packages to run. Raises FileError if they are in several workspaces, which share no connections."""
    from connectorsmith.errors import FileError
    from connectorsmith.lint.targets import lint_targets
    from connectorsmith.workspace.layout import workspace_above

    found = lint_targets(names, workspace)
    homes = dict.fromkeys(workspace_above(one.folder) for one in found if one.is_spec)
    if len(homes) > 1:
        known = ", ".join(str(home) for home in homes)
        raise FileError(f"a gateway runs one workspace, and there are {known}", "name one of them with --workspace DIR")
    return found


def runnable(opened: OpenedConnector) -> Connector:
    """The opened connector, if the gateway can run it; errors, also those of its policies, end the command."""
    faults = _faults(opened)
    if opened.connector is None or faults:
        report(faults, err=True)
        sys.exit(_options.FINDINGS)
    return opened.connector


def _faults(opened: OpenedConnector) -> list[Diagnostic]:
    """Why the gateway cannot run a connector."""
    from connectorsmith.runtime.policies import policy_faults

    connector = opened.connector
    return list(opened.diagnostics if connector is None else opened.placed(list(policy_faults(connector))))


def choice(text: str, hosts: Sequence[str], faults: Sequence[str], seed: str) -> BackendChoice:
    """The backend of the options. Raises ConnectorsmithError, and UsageError for a wrong fault."""
    from connectorsmith.runtime.mock.backend import MockOptions
    from connectorsmith.runtime.mock.faults import fault_of
    from connectorsmith.server.backends import choice_of

    found = [(fault, fault_of(fault)) for fault in faults]
    for written, fault in found:
        if fault is None:
            raise click.UsageError(
                f"--fail cannot be {written!r}: write a status such as 429, or slow, cut-off, refused, timeout"
            )
    return choice_of(text, hosts, MockOptions(seed, tuple(fault for _, fault in found if fault is not None)))


def assumed(pairs: Sequence[str]) -> Any:
    """The options of the engine. Raises UnknownNameError and ConnectorsmithError."""
    from connectorsmith.runtime.options import Options

    chosen = dict(pair.partition("=")[::2] for pair in pairs)
    return Options(chosen)


def connections_of(opened: Sequence[OpenedConnector], workspace: Path | None) -> tuple[ConnectionsFile, Path]:
    """The connections of the workspace that the connectors are in, and its folder; a wrong file ends the command."""
    return connections_in(opened[0].target.folder, workspace)


def connections_in(folder: Path, workspace: Path | None) -> tuple[ConnectionsFile, Path]:
    """The connections of the workspace around a folder, and its folder; a wrong file ends the command."""
    from connectorsmith.workspace.connections_file import read_connections
    from connectorsmith.workspace.layout import workspace_above

    named = None if workspace is None else workspace_above(workspace)
    root = named or workspace_above(folder) or Path()
    found = read_connections(root)
    if found.diagnostics:
        report(found.diagnostics, err=True)
        sys.exit(_options.FINDINGS)
    return found, root


def hide_secrets(gateways: Sequence[Gateway]) -> None:
    """Keep the secrets of connections out of everything that is printed."""
    for gateway in gateways:
        hide_values(gateway.connector, gateway.connection)


def hide_values(connector: Connector, connection: Connection) -> None:
    """Keep the secrets of a connection out of everything that is printed."""
    from connectorsmith.runtime.secrets import secrets_of

    for secret in secrets_of(connector, connection):
        hide(secret)


def wanted(backend: BackendChoice, address: str, store: str | None, bare: bool, assume: Sequence[str]) -> Wanted:
    """How the gateways are opened."""
    from connectorsmith.server.open_gateway import Wanted

    return Wanted(backend, address, store, None, bare, assumed(assume))


def split_pair(pair: str) -> tuple[str, str]:
    """The key and the value of KEY=VALUE. Raises UsageError where there is no =, or a byte that is not UTF-8."""
    key, equals, text = pair.partition("=")
    if not equals:
        raise click.UsageError(f"{pair!r} has no =: write KEY=VALUE")
    try:
        (key if text.startswith("@") else pair).encode()  # the name of a file may have any bytes
    except UnicodeEncodeError:
        raise click.UsageError(
            f"{pair!r} has bytes that are not UTF-8: write them into a file, and KEY=@FILE"
        ) from None
    return key, text


def json_pairs(pairs: Sequence[str]) -> dict[str, Any]:
    """Arguments of a tool: JSON where a value is JSON, else text."""
    from connectorsmith.source.json.read import decode_json

    found: dict[str, Any] = {}
    for pair in pairs:
        key, text = split_pair(pair)
        try:
            found[key] = decode_json(text)
        except ValueError:
            found[key] = text
    return found

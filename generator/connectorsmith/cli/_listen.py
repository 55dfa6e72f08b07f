"""A trigger on the terminal: what happens on standard error, what arrives on standard output."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from connectorsmith.cli import _gateway, _options
from connectorsmith.cli._print import Painted, say, say_json
from connectorsmith.errors import ConnectorsmithError

if TYPE_CHECKING:
    from connectorsmith.runtime.gateway import Call
    from connectorsmith.server.open_gateway import Wanted
    from connectorsmith.workspace.opened import OpenedConnector


def listen_to(
    opened: OpenedConnector, call: Call, setting: tuple[Wanted, str | None, Path | None], callback: str | None
) -> int:
    """Run a trigger as a flow does until Ctrl-C, and return the exit code. Raises ConnectorsmithError for an action."""
    from connectorsmith.runtime.triggers import named_operation

    assert opened.connector is not None
    if named_operation(opened.connector, call.operation).trigger is None:
        raise ConnectorsmithError(f"{call.operation} is an action, and starts no flow", "leave --listen out")
    with _gateway.reported():
        return 0 if asyncio.run(_listen(opened, call, setting, callback)) else _options.FINDINGS


async def _listen(
    opened: OpenedConnector, call: Call, setting: tuple[Wanted, str | None, Path | None], callback: str | None
) -> bool:
    from connectorsmith.server.listening import Listener
    from connectorsmith.server.serving import stopped_by_signals

    wanted, connection, workspace = setting
    connections, root = _gateway.connections_of([opened], workspace)
    stop = stopped_by_signals()
    there = (connections, root, replace(wanted, connection=connection))
    listener = Listener(lambda line: say(line, err=True), _heard, callback)
    return await listener.listen(opened, call, there, stop, _gateway.hide_secrets)


def _heard(value: Any, runs: int, misfits: Sequence[str]) -> None:
    say(Painted(f"{runs} run{'s' * (runs != 1)}", "green", True), err=True)
    for one in misfits:
        say(Painted(f"  does not fit: {one}", "yellow"), err=True)
    say_json(value)

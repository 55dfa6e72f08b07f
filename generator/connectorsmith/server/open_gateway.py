"""Connectors opened for calls: their scripts compiled, their connections read, their backends ready."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from connectorsmith.custom_code.host import HostOptions
from connectorsmith.model import Connector
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.gateway import Gateway
from connectorsmith.runtime.invented_connection import invented_connection
from connectorsmith.runtime.options import Options
from connectorsmith.runtime.policies import prepared
from connectorsmith.server.backends import BackendChoice, opened_backend
from connectorsmith.server.clock import SystemClock
from connectorsmith.server.counters import strategy_of
from connectorsmith.server.lazy_scripts import LazyScripts
from connectorsmith.server.live_connection import check_connection, live_connections
from connectorsmith.server.service import ROOT, Served
from connectorsmith.server.shared_state import DEFAULT, SharedState, shared_state
from connectorsmith.workspace.connection_secrets import connection_secrets
from connectorsmith.workspace.connections_file import ConnectionsFile
from connectorsmith.workspace.opened import OpenedConnector

TEST: Final = "test"
"""The name of the connection with invented values."""


class Wanted(Struct, frozen=True):
    """How connectors are opened. ``address`` is where the gateway answers; ``store`` a file or an address of Redis.

    ``connection`` is the only one that is needed, by its name.
    """

    backend: BackendChoice = BackendChoice()
    address: str = "http://localhost"
    store: str | None = None
    connection: str | None = None
    bare: bool = False
    options: Options = field(default_factory=Options)


@asynccontextmanager
async def opened_gateways(
    opened: Sequence[OpenedConnector], connections: ConnectionsFile, root: Path, wanted: Wanted
) -> AsyncIterator[dict[str, Served]]:
    """The connectors that were opened, by their ids, with a gateway for each connection.

    Raises SpecError if a connection is not valid, FileError if there is none for a live backend, ToolError if a script
    cannot be run here, and ConnectorsmithError if a policy cannot be run.
    """
    algorithm = strategy_of(wanted.options["limit-algorithm"])
    async with AsyncExitStack() as stack:
        state = await stack.enter_async_context(shared_state(wanted.store or root / DEFAULT, algorithm))
        served = {}
        for one in opened:
            if one.connector is not None:
                served[one.connector.id] = await _served(stack, one, one.connector, connections, state, wanted)
        yield served


async def _served(
    stack: AsyncExitStack,
    opened: OpenedConnector,
    connector: Connector,
    connections: ConnectionsFile,
    state: SharedState,
    wanted: Wanted,
) -> Served:
    prepared(connector)  # a policy that cannot be run is refused now, and not at the first call
    named = _connections(connector, connections, wanted)
    backend = await stack.enter_async_context(opened_backend(wanted.backend, opened, connector, named))
    scripts = await stack.enter_async_context(LazyScripts(opened, _host_options(wanted.options)))
    clock = SystemClock()
    return Served(
        connector,
        {
            one.id: Gateway(
                connector=connector,
                connection=one,
                backend=backend,
                counter=state.counter,
                clock=clock,
                store=state.store,
                scripts=scripts,
                address=f"{wanted.address}/{ROOT}/{connector.id}/{one.id}",
                bare=wanted.bare,
                options=wanted.options,
                environment=dict(os.environ),
            )
            for one in named
        },
    )


def _host_options(options: Options) -> HostOptions:
    return HostOptions(
        base64_ids=options["operation-id"] == "base64", empty_content=options["empty-content"] == "empty"
    )


def _connections(connector: Connector, file: ConnectionsFile, wanted: Wanted) -> list[Connection]:
    """The connections of a connector: those of the file; invented values if the service itself is not called."""
    if wanted.backend.leaves:
        return live_connections(connector, file, wanted.connection)
    names = file.names(connector.id) or (TEST,)
    chosen = [check_connection(connector, wanted.connection, names)] if wanted.connection else names
    hidden = connection_secrets(file, connector, os.environ)
    return [replace(invented_connection(connector, {}, name=name), hidden=hidden) for name in chosen]

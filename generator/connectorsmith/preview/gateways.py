"""The gateways of a preview: each connector has those of its last good version, opened when a call needs them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from msgspec.structs import replace

from connectorsmith.errors import UnknownNameError
from connectorsmith.preview.session import Entry
from connectorsmith.preview.typed_connection import TypedConnection, with_typed
from connectorsmith.runtime.gateway import Gateway
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.server.open_gateway import Wanted, opened_gateways
from connectorsmith.server.service import Served
from connectorsmith.workspace.connections_file import ConnectionsFile
from connectorsmith.workspace.opened import OpenedConnector


class _Version:
    """One version of a connector with its gateways; it is closed when it is old and no call uses it any more."""

    def __init__(self, opened: OpenedConnector) -> None:
        self.opened = opened
        self.stack = AsyncExitStack()
        self.served: Served | None = None
        self.calls = 0
        self.old = False


class Gateways:
    """Gives the gateways of connectors; to be closed with ``close``. ``secret`` hears of the secrets that are typed."""

    def __init__(
        self, connections: ConnectionsFile, root: Path, wanted: Wanted, secret: Callable[[str], object]
    ) -> None:
        self._connections = connections
        self._root = root
        self._wanted = wanted
        self._secret = secret
        self._versions: dict[str, _Version] = {}
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def use(self, entry: Entry, typed: TypedConnection) -> AsyncIterator[Gateway]:
        """The gateway of a connection of a connector, with the values that were typed.

        Raises as ``opened_gateways`` and ``with_typed`` do, and UnknownNameError for a name that there is not.
        """
        version = await self._current(entry)
        version.calls += 1
        try:
            gateway = _named(version.served, typed.name)
            invent = not self._wanted.backend.leaves
            connection = with_typed(gateway.connector, gateway.connection, typed, invent=invent)
            for value in {*secrets_of(gateway.connector, connection)} & {*typed.values.values()}:
                self._secret(value)
            yield replace(gateway, connection=connection)
        finally:
            version.calls -= 1
            await self._close_if_unused(version)

    async def close(self) -> None:
        """Close all gateways."""
        for version in self._versions.values():
            await version.stack.aclose()
        self._versions.clear()

    async def _current(self, entry: Entry) -> _Version:
        async with self._lock:
            known = self._versions.get(entry.target.name)
            if known is not None and known.opened is entry.opened:
                return known
            if entry.opened is None:
                raise UnknownNameError("connector without errors", entry.target.name, ())
            fresh = _Version(entry.opened)
            found = await fresh.stack.enter_async_context(
                opened_gateways([entry.opened], self._connections, self._root, self._wanted)
            )
            fresh.served = found[entry.target.name]
            self._versions[entry.target.name] = fresh
        if known is not None:
            known.old = True
            await self._close_if_unused(known)
        return fresh

    async def _close_if_unused(self, version: _Version) -> None:
        if version.old and version.calls == 0:
            await version.stack.aclose()


def _named(served: Served | None, name: str) -> Gateway:
    gateways = {} if served is None else served.gateways
    found = next(iter(gateways.values()), None) if not name else gateways.get(name)
    if found is None:
        raise UnknownNameError("connection", name, tuple(gateways))
    return found

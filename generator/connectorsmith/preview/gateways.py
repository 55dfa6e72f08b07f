"""The gateways of a preview: each connector has those of its last good version, opened when a call needs them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from connectorsmith.errors import UnknownNameError
from connectorsmith.preview.session import Entry
from connectorsmith.runtime.gateway import Gateway
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
    """Gives the gateways of connectors; to be closed with ``close``."""

    def __init__(self, connections: ConnectionsFile, root: Path, wanted: Wanted) -> None:
        self._connections = connections
        self._root = root
        self._wanted = wanted
        self._versions: dict[str, _Version] = {}
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def use(self, entry: Entry, connection: str = "") -> AsyncIterator[Gateway]:
        """The gateway of a connection of a connector, the first one for an empty name.

        Raises as ``opened_gateways`` does, and UnknownNameError for a name that there is not.
        """
        version = await self._current(entry)
        version.calls += 1
        try:
            yield _named(version.served, connection)
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

"""State that outlives a call, by the address of ``--store``: SQLite in a file, or Redis for several gateways."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.runtime.counters import Counter
from connectorsmith.runtime.store import Store
from connectorsmith.server.counters import Strategy, memory_counter
from connectorsmith.server.redis_connection import SCHEMES, RedisConnection
from connectorsmith.server.redis_counters import redis_counter
from connectorsmith.server.redis_store import RedisStore
from connectorsmith.server.sqlite_store import SqliteStore

DEFAULT: Final = Path(".connectorsmith") / "gateway.sqlite"
"""The file in a workspace where nothing else is asked for."""


class SharedState(Struct, frozen=True):
    """Where registrations and polling states live, and what counts calls."""

    store: Store
    counter: Counter


@asynccontextmanager
async def shared_state(place: str | Path, strategy: Strategy = "moving-window") -> AsyncIterator[SharedState]:
    """The store and the counter at a place: the address of a server, or a file.

    Redis and Valkey count for all gateways that share them; with a file each gateway counts for itself. Raises
    ConnectorsmithError for an address that cannot be read, and NetworkError for a server that does not answer.
    """
    scheme, found, _ = str(place).partition("://")
    if isinstance(place, str) and found:
        if scheme not in SCHEMES:
            raise ConnectorsmithError(f"a store cannot be at {scheme}://", "write a file, or redis://HOST:PORT/0")
        connection = RedisConnection(place)
        try:
            async with connection.reached() as client:
                await client.ping()
            yield SharedState(RedisStore(connection), redis_counter(connection, strategy))
        finally:
            await connection.close()
        return
    store = SqliteStore(Path(place))
    try:
        yield SharedState(store, memory_counter(strategy))
    finally:
        await store.close()

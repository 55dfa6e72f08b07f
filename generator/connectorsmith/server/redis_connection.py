"""A connection to Redis or Valkey; messages leave out the password of its address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import urlsplit

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from connectorsmith.errors import ConnectorsmithError, NetworkError

SCHEMES: Final = ("redis", "rediss", "valkey", "valkeys", "unix")
CONNECTIONS: Final = 32
"""How many a gateway holds; a call that needs one more waits."""
SECONDS: Final = 10.0
"""How long it waits, and how long a server may take to answer."""


class RedisConnection:
    """Connects when it is first used; ``url`` is redis://, rediss:// (with TLS), valkey:// or unix://."""

    def __init__(self, url: str) -> None:
        self.url = url.replace("valkey", "redis", 1) if url.startswith("valkey") else url
        try:
            self.place = _place(self.url)
            self._pool = BlockingConnectionPool.from_url(
                self.url,
                max_connections=CONNECTIONS,
                timeout=SECONDS,
                socket_timeout=SECONDS,
                socket_connect_timeout=SECONDS,
            )
        except ValueError as fault:
            raise ConnectorsmithError("the address of the store cannot be read", "write redis://HOST:PORT/0") from fault
        self.client: Redis = Redis(connection_pool=self._pool)

    @asynccontextmanager
    async def reached(self) -> AsyncIterator[Redis]:
        """The client. Raises NetworkError where the server cannot be reached, or refuses."""
        try:
            yield self.client
        except (RedisError, OSError) as fault:
            reason = str(fault) or type(fault).__name__
            raise NetworkError(f"the store at {self.place} does not answer: {reason}", "is it running?") from fault

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.disconnect()


def _place(url: str) -> str:
    parts = urlsplit(url)
    return parts.path if parts.scheme == "unix" else f"{parts.hostname or 'localhost'}:{parts.port or 6379}"

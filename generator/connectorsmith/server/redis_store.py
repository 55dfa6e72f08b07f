"""Registrations and polling states in Redis or Valkey: one hash for each kind."""

from __future__ import annotations

from typing import Any

import msgspec

from connectorsmith.model import Json
from connectorsmith.server.redis_connection import RedisConnection
from connectorsmith.server.stored_values import decoded


class RedisStore:
    """JSON values by kind and key; see ``Store``. Every method raises NetworkError."""

    def __init__(self, connection: RedisConnection) -> None:
        self._connection = connection

    async def get(self, kind: str, key: str) -> Json | None:
        """The value, or ``None`` where there is none."""
        async with self._connection.reached() as client:
            found: Any = await client.hget(_name(kind), key)
        return None if found is None else decoded(found, self._connection.place, kind, key)

    async def put(self, kind: str, key: str, value: Json) -> None:
        """Write a value over whatever is there."""
        async with self._connection.reached() as client:
            await client.hset(_name(kind), key, msgspec.json.encode(value))

    async def delete(self, kind: str, key: str) -> bool:
        """Remove a value; tells whether there was one."""
        async with self._connection.reached() as client:
            return bool(await client.hdel(_name(kind), key))

    async def list(self, kind: str) -> tuple[tuple[str, Json], ...]:
        """Every key of a kind with its value, sorted by key."""
        async with self._connection.reached() as client:
            found: dict[Any, Any] = await client.hgetall(_name(kind))
        place = self._connection.place
        return tuple((key.decode(), decoded(found[key], place, kind, key.decode())) for key in sorted(found))


def _name(kind: str) -> str:
    return f"connectorsmith:{kind}"

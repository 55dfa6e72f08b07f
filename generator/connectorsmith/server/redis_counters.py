"""Calls counted in Redis or Valkey, where several gateways share the work."""

from __future__ import annotations

import time
from typing import Any, Final

from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter
from redis.asyncio import Redis

from connectorsmith.runtime.counters import Counter
from connectorsmith.server.counters import Strategy, limit_of
from connectorsmith.server.redis_connection import RedisConnection

_PREFIX: Final = "connectorsmith"
_BUCKET: Final = """
local calls, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local filled = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(filled[1] or calls)
tokens = math.min(calls, tokens + math.max(0, now - (filled[2] or now)) * rate)
local passes = tokens >= 1
if passes then tokens = tokens - 1 end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(calls / rate) + 1)
if passes then return '' end
return tostring((1 - tokens) / rate)
"""
"""The bucket of ``TokenBuckets``, filled by the clock of the server, which all gateways share."""


def redis_counter(connection: RedisConnection, strategy: Strategy = "moving-window") -> Counter:
    """A counter that all gateways with this server share."""
    return RedisBuckets(connection) if strategy == "token-bucket" else RedisWindows(connection, strategy)


class RedisWindows:
    """Counts in windows that move or are fixed."""

    def __init__(self, connection: RedisConnection, strategy: Strategy) -> None:
        self._connection = connection
        pool: Any = connection.client.connection_pool  # the library passes it on, and declares plain options only
        storage = RedisStorage("async+redis://", implementation="redispy", key_prefix=_PREFIX, connection_pool=pool)
        self._moves = strategy == "moving-window"
        self._limiter = (MovingWindowRateLimiter if self._moves else FixedWindowRateLimiter)(storage)

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call; see ``Counter``. Raises NetworkError."""
        limit = limit_of(calls, period_seconds)
        async with self._connection.reached() as client:
            if await self._limiter.hit(limit, key):
                return None
            if self._moves:
                return max(0.0, (await self._limiter.get_window_stats(limit, key)).reset_time - time.time())
            return await _left(client, f"{_PREFIX}:{limit.key_for(key)}")


async def _left(client: Redis, key: str) -> float:
    """The seconds until a key expires; the library gives whole ones."""
    return max(0, int(await client.pttl(key))) / 1000


class RedisBuckets:
    """Buckets of tokens; see ``TokenBuckets``."""

    def __init__(self, connection: RedisConnection) -> None:
        self._connection = connection
        self._script = connection.client.register_script(_BUCKET)

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call; see ``Counter``. Raises NetworkError."""
        if calls < 1:
            return period_seconds
        async with self._connection.reached():
            wait = await self._script(keys=[f"{_PREFIX}:bucket:{key}"], args=[calls, calls / period_seconds])
        return float(wait) if wait else None

"""Count calls against limits, with the library ``limits`` where it has the strategy; a token bucket is our own.

API Management counts in a sliding window in its classic tiers and with a token bucket in its newer ones,
https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy.
"""

from __future__ import annotations

import math
import time
from typing import Literal, TypeAlias, get_args

from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

from connectorsmith.runtime.counters import Counter

Strategy: TypeAlias = Literal["moving-window", "fixed-window", "token-bucket"]


def strategy_of(name: str) -> Strategy:
    """The strategy of a name, one of those that the option ``limit-algorithm`` has."""
    return next(one for one in get_args(Strategy) if one == name)


def memory_counter(strategy: Strategy = "moving-window") -> Counter:
    """A counter for one gateway, in memory."""
    return TokenBuckets() if strategy == "token-bucket" else Windows(strategy)


def limit_of(calls: int, period_seconds: float) -> RateLimitItemPerSecond:
    """A limit as the library has it: its periods are whole seconds, at least one."""
    return RateLimitItemPerSecond(calls, max(1, math.ceil(period_seconds)))


class Windows:
    """Counts in windows that move or are fixed."""

    def __init__(self, strategy: Strategy) -> None:
        moves = strategy == "moving-window"
        self._limiter = (MovingWindowRateLimiter if moves else FixedWindowRateLimiter)(MemoryStorage())

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call; see ``Counter``."""
        limit = limit_of(calls, period_seconds)
        if await self._limiter.hit(limit, key):
            return None
        return max(0.0, (await self._limiter.get_window_stats(limit, key)).reset_time - time.time())


class TokenBuckets:
    """Buckets of as many tokens as calls may pass in a period, filled evenly; a call takes one token."""

    def __init__(self) -> None:
        self._filled: dict[str, tuple[float, float]] = {}

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call; see ``Counter``."""
        if calls < 1:
            return period_seconds
        now, rate = time.time(), calls / period_seconds
        tokens, at = self._filled.get(key, (float(calls), now))
        tokens = min(float(calls), tokens + max(0.0, now - at) * rate)
        passes = tokens >= 1
        self._filled[key] = (tokens - passes, now)
        return None if passes else (1 - tokens) / rate

"""Calls counted against limits, with the library ``limits`` where it has the strategy.

API Management counts in a sliding window in its classic tiers and with a token bucket in its newer ones,
https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy.
"""

from __future__ import annotations

import math
import time
from typing import Literal, TypeAlias, get_args

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from connectorsmith.runtime.counters import Counter
from connectorsmith.runtime.sliding_log import SlidingLog
from connectorsmith.server.clock import SystemClock

Strategy: TypeAlias = Literal["moving-window", "fixed-window", "token-bucket"]


def strategy_of(name: str) -> Strategy:
    """The strategy of a name, one of those that the option ``limit-algorithm`` has."""
    return next(one for one in get_args(Strategy) if one == name)


def memory_counter(strategy: Strategy = "moving-window") -> Counter:
    """A counter for one gateway, in memory.

    For windows that slide, the memory of the library starts a thread every ten milliseconds, which takes longer than
    the rest of a call; the log of the engine counts the same.
    """
    if strategy == "moving-window":
        return SlidingLog(SystemClock())
    return TokenBuckets() if strategy == "token-bucket" else Windows()


def limit_of(calls: int, period_seconds: float) -> RateLimitItemPerSecond:
    """A limit as the library has it: its periods are whole seconds, at least one."""
    return RateLimitItemPerSecond(calls, max(1, math.ceil(period_seconds)))


class Windows:
    """Counts in windows that are fixed."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call; see ``Counter``."""
        limit = limit_of(calls, period_seconds)
        if self._limiter.hit(limit, key):
            return None
        return max(0.0, self._limiter.get_window_stats(limit, key).reset_time - time.time())


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

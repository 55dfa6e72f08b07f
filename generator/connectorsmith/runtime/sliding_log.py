"""Calls counted in a window that slides: exact, and in memory, so for one gateway only."""

from __future__ import annotations

from collections import deque

from connectorsmith.runtime.clock import Clock


class SlidingLog:
    """Keeps the times of the calls that passed; see ``Counter``. Each key begins with ``earlier`` calls."""

    def __init__(self, clock: Clock, earlier: int = 0) -> None:
        self._clock, self._earlier = clock, earlier
        self._hits: dict[str, deque[float]] = {}

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call; the seconds until one may pass are those until the oldest leaves the window."""
        now = self._clock.now()
        hits = self._hits.setdefault(key, deque([now] * self._earlier))
        while hits and hits[0] <= now - period_seconds:
            hits.popleft()
        if len(hits) < calls:
            hits.append(now)
            return None
        return hits[0] + period_seconds - now if hits else period_seconds

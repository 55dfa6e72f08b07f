"""Time, counters and a store for cases: nothing waits, and nothing outlives the case."""

from __future__ import annotations

from collections import deque

from connectorsmith.model import Json


class VirtualClock:
    """A clock that shows one moment until it is moved on."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        """Seconds since the case began."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time go by."""
        self._now += seconds


class VirtualCounter:
    """Counts calls by the clock of a case, which ``limits`` cannot do: it reads the time of the machine.

    Each key begins with ``earlier`` calls.
    """

    def __init__(self, clock: VirtualClock, earlier: int = 0) -> None:
        self._clock, self._earlier = clock, earlier
        self._hits: dict[str, deque[float]] = {}

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call in a window that slides; see ``Counter``."""
        now = self._clock.now()
        hits = self._hits.setdefault(key, deque([now] * self._earlier))
        while hits and hits[0] <= now - period_seconds:
            hits.popleft()
        if len(hits) < calls:
            hits.append(now)
            return None
        return hits[0] + period_seconds - now if hits else period_seconds


class MemoryStore:
    """Values by kind and key, in memory; see ``Store``."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], Json] = {}

    async def get(self, kind: str, key: str) -> Json | None:
        """The value, or ``None`` where there is none."""
        return self._values.get((kind, key))

    async def put(self, kind: str, key: str, value: Json) -> None:
        """Write a value over whatever is there."""
        self._values[kind, key] = value

    async def delete(self, kind: str, key: str) -> bool:
        """Remove a value; tells whether there was one."""
        return self._values.pop((kind, key), _MISSING) is not _MISSING

    async def list(self, kind: str) -> tuple[tuple[str, Json], ...]:
        """Every key of a kind with its value, sorted by key."""
        return tuple(sorted((key, value) for (one, key), value in self._values.items() if one == kind))


_MISSING = object()

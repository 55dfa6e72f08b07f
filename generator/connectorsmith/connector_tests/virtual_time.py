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

    Each key begins with ``earlier`` calls, which are one entry however many they are.
    """

    def __init__(self, clock: VirtualClock, earlier: int = 0) -> None:
        self._clock, self._earlier = clock, earlier
        self._hits: dict[str, _Hits] = {}

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call in a window that slides; see ``Counter``."""
        now = self._clock.now()
        hits = self._hits.get(key)
        if hits is None:
            hits = self._hits[key] = _Hits()
            hits.add(now, self._earlier)
        hits.forget_until(now - period_seconds)
        if hits.number < calls:
            hits.add(now, 1)
            return None
        return hits.first + period_seconds - now if hits.number else period_seconds


class _Hits:
    """How many calls there were at which time, the earliest first."""

    def __init__(self) -> None:
        self._times: deque[tuple[float, int]] = deque()
        self.number = 0

    def add(self, time: float, number: int) -> None:
        """Add calls at a time, which is not before the latest."""
        if number:
            self._times.append((time, number))
            self.number += number

    def forget_until(self, time: float) -> None:
        """Leave out the calls up to a time."""
        while self._times and self._times[0][0] <= time:
            self.number -= self._times.popleft()[1]

    @property
    def first(self) -> float:
        """The time of the earliest call; there must be one."""
        return self._times[0][0]


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

"""How calls are counted against limits."""

from __future__ import annotations

from typing import Protocol


class Counter(Protocol):
    """Counts calls, in memory or where several gateways share the work."""

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        """Count one call under a key, of which ``calls`` may pass in a period.

        Gives ``None`` if the call may pass, else the seconds until one may; a call that may not pass is not counted.
        """
        ...

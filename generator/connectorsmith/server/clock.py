"""The time of day."""

from __future__ import annotations

import time


class SystemClock:
    """Tells the time of this machine."""

    def now(self) -> float:
        """Seconds since 1970-01-01T00:00:00Z."""
        return time.time()

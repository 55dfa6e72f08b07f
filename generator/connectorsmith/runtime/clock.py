"""The time, injected, so that a test can set it."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> float:
        """Seconds since 1970-01-01T00:00:00Z."""
        ...

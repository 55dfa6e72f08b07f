"""Named options for what is not known of the platform; each use of one that mattered is shown in the trace."""

from __future__ import annotations

from msgspec import Struct


class Options(Struct, frozen=True):
    """How the gateway behaves where no source says how the platform does."""

    script_seconds: float | None = 120.0
    """How long a script may run. Recent copies of the documentation say 120 seconds, those of 2022 five."""

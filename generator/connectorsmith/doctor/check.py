"""One check: what was looked at, what was found, and what to do about it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class CheckState(StrEnum):
    """The status of a check."""

    OK = "ok"
    MISSING = "missing"
    """It is absent or wrong, and something here needs it."""
    ABSENT = "not needed"
    """It is absent, and nothing here needs it."""


class Check(Struct, frozen=True):
    """A check: its subject, its finding, and the cure if there is a fault."""

    name: str
    state: CheckState
    found: str
    cure: str | None = None

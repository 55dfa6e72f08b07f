"""State that outlives a call: registrations of webhooks and the states of polling triggers."""

from __future__ import annotations

from typing import Protocol

from connectorsmith.model import Json


class Store(Protocol):
    """JSON values by kind and key."""

    async def get(self, kind: str, key: str) -> Json | None:
        """The value, or ``None`` where there is none."""
        ...

    async def put(self, kind: str, key: str, value: Json) -> None:
        """Write a value over whatever is there."""
        ...

    async def delete(self, kind: str, key: str) -> bool:
        """Remove a value; tells whether there was one."""
        ...

    async def list(self, kind: str) -> tuple[tuple[str, Json], ...]:
        """Every key of a kind with its value, sorted by key."""
        ...

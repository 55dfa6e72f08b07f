"""Server-sent events: what happens is sent to every page that listens, until the preview ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Final

from connectorsmith.model.values import Json

_MOST_WAITING: Final = 100
"""Events that wait for a page that does not read; a page that misses some reads the model anew anyway."""
_ALIVE: Final = 20.0
"""Seconds after which a line is sent to a page that hears nothing, so that a page that is gone is noticed."""


class Events:
    """Sends events to all who listen."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes | None]] = set()

    def send(self, name: str, value: Json) -> None:
        """Send an event to all who listen now."""
        text = f"event: {name}\ndata: {json.dumps(value)}\n\n".encode()
        for one in self._listeners:
            if one.qsize() < _MOST_WAITING:
                one.put_nowait(text)

    def close(self) -> None:
        """End every stream."""
        for one in self._listeners:
            one.put_nowait(None)

    async def stream(self) -> AsyncIterator[bytes]:
        """The events from now on, as the bytes of ``text/event-stream``."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield b": connected\n\n"
            while True:
                try:
                    text = await asyncio.wait_for(queue.get(), _ALIVE)
                except TimeoutError:
                    text = b": alive\n\n"
                if text is None:
                    return
                yield text
        finally:
            self._listeners.discard(queue)

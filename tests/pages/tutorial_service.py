"""The service of the tutorial in this process, on a port of its own, with a clock and tokens that repeat."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

from aiohttp import web

from connectorsmith.server.http_server import bound, close_runner
from connectorsmith.tutorial.service import tutorial_app
from connectorsmith.tutorial.sign_in import SignIn
from connectorsmith.tutorial.workshop import Workshop

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@contextmanager
def tutorial_service() -> Iterator[str]:
    """Serve until the end; gives the address. The time goes on by a second whenever it is read."""
    seconds, numbers = count(), count(1)
    workshop = Workshop(lambda: START + timedelta(seconds=next(seconds)))
    app = tutorial_app(workshop, SignIn(lambda: START, lambda: f"token-{next(numbers)}"))
    listening = bound("127.0.0.1", 0)
    stop = asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []
    started = threading.Event()

    async def serve() -> None:
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        loops.append(asyncio.get_running_loop())
        started.set()
        await stop.wait()
        await close_runner(runner, listening)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        loops[0].call_soon_threadsafe(stop.set)
        thread.join(10)

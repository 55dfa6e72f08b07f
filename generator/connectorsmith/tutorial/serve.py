"""The service on a port of this machine, until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from connectorsmith.server.http_server import LOGGER, bound, close_runner
from connectorsmith.tutorial.service import tutorial_app
from connectorsmith.tutorial.sign_in import SignIn
from connectorsmith.tutorial.workshop import Workshop


async def serve(port: int, stop: asyncio.Event, started: Callable[[str], None]) -> None:
    """Serve on 127.0.0.1 until ``stop`` is set; ``started`` gets the address. Raises NetworkError for a port in use."""
    listening = bound("127.0.0.1", port)
    runner = web.AppRunner(tutorial_app(Workshop(), SignIn()), access_log=None, logger=LOGGER)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        started(f"http://127.0.0.1:{listening.getsockname()[1]}")
        await stop.wait()
    finally:
        await close_runner(runner, listening)

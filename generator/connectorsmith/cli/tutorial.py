"""``tutorial``: the small service of the tutorial, on this machine."""

from __future__ import annotations

import asyncio

import click

from connectorsmith.cli import _gateway
from connectorsmith.cli._print import Painted, say


@click.command("tutorial", short_help="Start the service for which the tutorial builds a connector.")
@click.option("--port", type=click.IntRange(0, 65535), default=48600, show_default=True, help="0 is any that is free.")
def command(port: int) -> None:
    """Start Spokes, the service of the tutorial, on 127.0.0.1 until Ctrl-C.

    Spokes is a made-up workshop for bicycles with an API: repairs in a list with pages, a form that depends on a
    choice, photos, a list of changes, webhooks, and a sign-in with OAuth 2.0. It describes itself at /openapi.json. It
    keeps everything in memory, so each start begins anew, and answers programs and pages of this machine only.

    \b
    Examples:
      connectorsmith tutorial
      connectorsmith tutorial --port 0
    """
    _gateway.need_packages()
    from connectorsmith.server.serving import stopped_by_signals
    from connectorsmith.tutorial.serve import serve

    async def run() -> None:
        await serve(port, stopped_by_signals(), _started)

    asyncio.run(run())


def _started(address: str) -> None:
    from urllib.parse import urlencode

    from connectorsmith.tutorial.service import SIGNED_IN
    from connectorsmith.tutorial.sign_in import CLIENT_ID, SCOPE

    asked = {"response_type": "code", "client_id": CLIENT_ID, "scope": SCOPE, "redirect_uri": address + SIGNED_IN}
    say(Painted(f"Spokes answers on {address}", bold=True), err=True)
    say(f"  description: {address}/openapi.json", err=True)
    say(f"  sign in: {address}/authorize?{urlencode(asked, safe=':/')}", err=True)

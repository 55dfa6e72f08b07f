"""A gateway in this process, on a real socket, before a service that misbehaves."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from tests.gateway_faults.client import Answer, asked
from tests.gateway_faults.faulty_service import FaultyService

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.runtime.gateway import Gateway
from connectorsmith.runtime.options import Options
from connectorsmith.runtime.trace import Trace
from connectorsmith.server.backends import LIVE, BackendChoice
from connectorsmith.server.http_server import Access
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.server.serving import Serving
from connectorsmith.workspace.connections_file import read_connections
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.opened import OpenedConnector
from connectorsmith.workspace.targets import single_target

SPEC = Path(__file__).parents[1] / "cases" / "gateway-faults" / "spec"
CONNECTIONS = 'faults:\n  team: {values: {api_key: "${GATEWAY_FAULTS_KEY}"}}\n'
VARIABLE = "GATEWAY_FAULTS_KEY"
SECRET = "the-key-of-the-connection-71c3"
"""The secret that no answer, trace or log may show."""


class ShortTime(Options):
    """Options with a time for custom code that is shorter than those that may be chosen, and that a test may change."""

    seconds = 20.0

    @property
    def script_seconds(self) -> float | None:
        return self.seconds


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How a gateway is started: seconds for the service, options, hosts, and the store."""

    seconds: float = 3.0
    assume: tuple[tuple[str, str], ...] = ()
    hosts: tuple[str, ...] = ()
    store: str | None = None
    backend: str = LIVE
    host: str = "127.0.0.1"

    @property
    def wanted(self) -> Wanted:
        choice = BackendChoice(self.backend, hosts=self.hosts, seconds=self.seconds)
        return Wanted(choice, store=self.store, options=ShortTime(dict(self.assume)))


DEFAULTS = Settings()


class Started:
    """A gateway that runs; ``traces`` has that of each call, ``log`` the access log."""

    def __init__(self) -> None:
        self.address = ""
        self.traces: list[Trace] = []
        self.log: list[Access] = []
        self.gateway: Gateway | None = None
        self.options = ShortTime()

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


def workspace(folder: Path, port: int) -> Path:
    """A workspace with the connector, whose service is at this port of the machine."""
    target = folder / "specs" / "faults"
    shutil.copytree(SPEC, target)
    written = (target / "connector.yaml").read_text("utf-8").replace("SERVICE", f"127.0.0.1:{port}")
    (target / "connector.yaml").write_text(written, "utf-8")
    (folder / ".connectorsmith").mkdir()
    (folder / ".connectorsmith" / "connections.yaml").write_text(CONNECTIONS, "utf-8")
    return folder


@asynccontextmanager
async def started(
    opened: OpenedConnector, root: Path, settings: Settings, stop: asyncio.Event | None
) -> AsyncIterator[Started]:
    """Serve a connector of the workspace until the block ends, or ``stop`` is set. Raises what the start raises.

    Without ``stop`` a signal ends it, as the command does.
    """
    found, loop = Started(), asyncio.get_running_loop()
    ready: asyncio.Future[str] = loop.create_future()
    serving = _serving(opened, root, settings, found, ready)
    running = asyncio.create_task(serving.run(stop=stop))
    await asyncio.wait({ready, running}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        running.result()
    found.address = ready.result()
    try:
        yield found
    finally:
        if stop is not None:
            stop.set()
        await running
        if stop is None and sys.platform != "win32":
            loop.remove_signal_handler(signal.SIGTERM)
            loop.remove_signal_handler(signal.SIGINT)


def _serving(
    opened: OpenedConnector, root: Path, settings: Settings, found: Started, ready: asyncio.Future[str]
) -> Serving:
    def heard(gateway: Gateway, _: Any, result: Any) -> None:
        found.gateway = gateway
        found.traces.append(result.trace)

    def failed(fault: ConnectorsmithError) -> None:
        raise fault

    wanted = settings.wanted
    assert isinstance(wanted.options, ShortTime)
    found.options = wanted.options
    return Serving(
        opened=(opened,),
        connections=read_connections(root),
        root=root,
        wanted=wanted,
        client="flow",
        host=settings.host,
        port=0,
        record=None,
        started=lambda address, _: ready.set_result(address),
        on_open=lambda gateways: setattr(found, "gateway", gateways[0]),
        heard=heard,
        log=found.log.append,
        failed=failed,
    )


class Stage:
    """One service and the gateways before it, which are started when a case first needs their settings."""

    def __init__(self, folder: Path) -> None:
        self.service = FaultyService()
        self._folder = folder
        self._stack = AsyncExitStack()
        self._gateways: dict[Settings, Started] = {}

    async def open(self) -> None:
        """Start the service, and write the workspace."""
        await self.service.open()
        self.root = workspace(self._folder, self.service.port)
        self.opened = open_checked(single_target("faults", self.root))

    async def gateway(self, settings: Settings) -> Started:
        """The gateway with these settings."""
        if settings not in self._gateways:
            self._gateways[settings] = await self._stack.enter_async_context(self.started(settings))
        return self._gateways[settings]

    def started(
        self, settings: Settings = DEFAULTS, stop: asyncio.Event | None = None, *, signals: bool = False
    ) -> AbstractAsyncContextManager[Started]:
        """A gateway of its own, which ``signals`` end."""
        return started(self.opened, self.root, settings, None if signals else stop or asyncio.Event())

    async def close(self) -> None:
        """End the gateways and the service."""
        await self._stack.aclose()
        await self.service.close()

    def filled(self, value: Any) -> Any:
        """A part of a case with the address of the service in the place of ``{service}``."""
        return json.loads(json.dumps(value).replace("{service}", f"127.0.0.1:{self.service.port}"))

    async def play(self, case: dict[str, Any]) -> tuple[Answer, Started]:
        """What a case is answered, and the gateway that did."""
        given = case.get("gateway", {})
        assume, hosts = tuple(given.get("assume", {}).items()), tuple(given.get("hosts", ()))
        gateway = await self.gateway(Settings(**{**given, "assume": assume, "hosts": hosts}))
        gateway.traces.clear()
        gateway.options.seconds = case.get("script-seconds", ShortTime.seconds)
        self.service.received.clear()
        await self._prepare(case.get("service", {}))
        return await asked(gateway.port, case), gateway

    async def _prepare(self, says: Any) -> None:
        if says == "refuses":
            await self.service.close()
            return
        self.service.says = says
        if not self.service.is_open:
            await self.service.open()

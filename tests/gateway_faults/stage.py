"""A gateway in this process, on a real socket, before a service that misbehaves."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from tests.gateway_faults.faulty_service import FaultyService

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.runtime.gateway import Gateway
from connectorsmith.runtime.options import Options
from connectorsmith.runtime.trace import Trace
from connectorsmith.server.backends import LIVE, Choice
from connectorsmith.server.http_server import Access
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.server.serving import Serving
from connectorsmith.workspace.connections_file import read_connections
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

SPEC = Path(__file__).parents[1] / "cases" / "gateway-faults" / "spec"
CONNECTIONS = 'faults:\n  work: {values: {api_key: "${GATEWAY_FAULTS_KEY}"}}\n'
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
        choice = Choice(self.backend, hosts=self.hosts, seconds=self.seconds)
        return Wanted(choice, store=self.store, options=ShortTime(dict(self.assume)))


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


def workspace(folder: Path, service: FaultyService) -> Path:
    """A workspace with the connector, its service at the port that is open."""
    target = folder / "specs" / "faults"
    shutil.copytree(SPEC, target)
    written = (target / "connector.yaml").read_text("utf-8").replace("SERVICE", f"127.0.0.1:{service.port}")
    (target / "connector.yaml").write_text(written, "utf-8")
    (folder / ".connectorsmith").mkdir()
    (folder / ".connectorsmith" / "connections.yaml").write_text(CONNECTIONS, "utf-8")
    return folder


@asynccontextmanager
async def started(root: Path, settings: Settings, stop: asyncio.Event | None = None) -> AsyncIterator[Started]:
    """Serve the workspace until the block ends. Raises what the start raises."""
    found, stop = Started(), stop or asyncio.Event()
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = _serving(root, settings, found, ready)
    running = asyncio.create_task(serving.run(stop=stop))
    await asyncio.wait({ready, running}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        running.result()
    found.address = ready.result()
    try:
        yield found
    finally:
        stop.set()
        await running


def _serving(root: Path, settings: Settings, found: Started, ready: asyncio.Future[str]) -> Serving:
    def heard(gateway: Gateway, _: Any, result: Any) -> None:
        found.gateway = gateway
        found.traces.append(result.trace)

    def failed(fault: ConnectorsmithError) -> None:
        raise fault

    wanted = settings.wanted
    assert isinstance(wanted.options, ShortTime)
    found.options = wanted.options
    opened = open_checked(single_target("faults", root))
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
        told=lambda gateways: setattr(found, "gateway", gateways[0]),
        heard=heard,
        log=found.log.append,
        failed=failed,
    )

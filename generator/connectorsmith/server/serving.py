"""The server with its gateways: started, kept until a signal, and stopped without losing a call."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.connector_tests.recording import Exchanges, Recorder
from connectorsmith.errors import ConnectorsmithError
from connectorsmith.model import Connector
from connectorsmith.runtime.gateway import Client, Gateway, Result
from connectorsmith.runtime.message import Request
from connectorsmith.server.callbacks import Arrived, Callbacks
from connectorsmith.server.flows import Flows
from connectorsmith.server.http_server import Access, HttpServer, bound
from connectorsmith.server.open_gateway import Wanted, opened_gateways
from connectorsmith.server.record import Recorded, write_cases
from connectorsmith.server.reload import Saves, follow_saves
from connectorsmith.server.service import GatewayService, Heard, Served
from connectorsmith.workspace.connections_file import ConnectionsFile
from connectorsmith.workspace.opened import OpenedConnector

Started = Callable[[str, Mapping[str, Served]], None]
OnOpen = Callable[[Sequence[Gateway]], None]
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Serving(Struct, frozen=True):
    """The served connectors, and callbacks: ``started`` is called once, ``heard`` and ``log`` for each call.

    ``arrived`` is called for each notification of a webhook. With ``saves``, saved specs are reloaded.
    """

    opened: tuple[OpenedConnector, ...]
    connections: ConnectionsFile
    root: Path
    wanted: Wanted
    client: Client
    host: str
    port: int
    record: Path | None
    started: Started
    on_open: OnOpen
    heard: Heard | None
    log: Callable[[Access], None]
    failed: Callable[[ConnectorsmithError], None]
    saves: Saves | None = None
    arrived: Arrived | None = None

    async def run(self, listening: socket.socket | None = None, stop: asyncio.Event | None = None) -> None:
        """Serve until a signal, or until ``stop`` is set; calls that run are ended first."""
        listening = listening or bound(self.host, self.port)
        with listening:
            await self._serve(listening, stop or stopped_by_signals())

    async def _serve(self, listening: socket.socket, stop: asyncio.Event) -> None:
        address = _address(self.host, listening.getsockname()[1])
        wanted = replace(self.wanted, address=address)
        async with opened_gateways(self.opened, self.connections, self.root, wanted) as found:
            gateways: dict[tuple[str, str], Gateway] = {}

            def take(served: Mapping[str, Served]) -> None:
                every = [gateway for one in served.values() for gateway in one.gateways.values()]
                self.on_open(every)
                found.update(served)
                gateways.update({(gateway.connector.id, gateway.connection.id): gateway for gateway in every})

            take(found)
            records = Records(self.opened) if self.record is not None else None
            service = GatewayService(
                found,
                self.client,
                self.heard,
                Callbacks(gateways, self.arrived),
                Flows(gateways, address),
                records.take if records else None,
            )
            server = await HttpServer(service, self.host, self.port, self.log).start(listening)
            following = asyncio.create_task(self._follow(stop, wanted, take))
            try:
                self.started(address, found)
                await stop.wait()
            finally:
                await server.stop()
                await following
                if records is not None and self.record is not None:
                    records.write(self.record)

    async def _follow(self, stop: asyncio.Event, wanted: Wanted, take: Callable[[Mapping[str, Served]], None]) -> None:
        if self.saves is None:
            return

        def opened(found: Sequence[OpenedConnector]) -> AbstractAsyncContextManager[dict[str, Served]]:
            return opened_gateways(found, self.connections, self.root, wanted)

        await follow_saves(self.saves, stop, opened, take, self.failed)


class Records:
    """Calls as cases, in their order, until they are written."""

    def __init__(self, opened: Sequence[OpenedConnector]) -> None:
        self._recorders: dict[tuple[str, str], tuple[Connector, Recorder]] = {}
        self._cases: list[Recorded] = []
        self._targets = {one.connector.id: one.target for one in opened if one.connector is not None}

    def take(self, gateway: Gateway, request: Request, exchanges: Exchanges, result: Result) -> None:
        """Keep a call."""
        connector = gateway.connector
        key = (connector.id, gateway.connection.id)
        known, recorder = self._recorders.get(key, (None, None))
        if recorder is None or known is not connector:  # another version was saved
            recorder = Recorder(connector, gateway.connection)
            self._recorders[key] = connector, recorder
        below = replace(request, url=request.url.removeprefix(gateway.address.rstrip("/")))
        case = recorder.case(below, exchanges, result.response)
        if case is not None:
            self._cases.append(Recorded(case, connector, self._targets[connector.id]))

    def write(self, file: Path) -> None:
        """Add the calls to a file. Raises as ``write_cases`` does."""
        if self._cases:
            write_cases(file, self._cases)


def _address(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def stopped_by_signals() -> asyncio.Event:
    """An event that the signals to end set; Windows has no handlers in its loop, there Ctrl-C ends the process."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _ending_signals():
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    return stop


def _ending_signals() -> list[int]:
    """The signals to end that this system has; SIGHUP stays ignored where it is, as under nohup."""
    numbers: list[int] = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    hung_up = getattr(signal, "SIGHUP", None)
    return [one for one in numbers if one != hung_up or signal.getsignal(one) != signal.SIG_IGN]


def run_workers(serving: Serving, workers: int) -> int:
    """Serve with several processes on one port, and return the exit code.

    Raises ConnectorsmithError where there is no fork, and if calls are to be recorded, which one process does.
    """
    if serving.record is not None:
        raise ConnectorsmithError("several workers cannot record into one file", "record with one worker")
    if sys.platform == "win32":
        raise ConnectorsmithError("this system cannot share a port among processes", "serve with one worker")
    listening = bound(serving.host, serving.port)
    children = [_fork(serving, listening, number) for number in range(workers)]

    def end(number: int, _: object) -> None:
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    for number in _ending_signals():
        signal.signal(number, end)
    return max(_exit_code(child) for child in children)


def _fork(serving: Serving, listening: socket.socket, number: int) -> int:
    if sys.platform == "win32":
        raise NotImplementedError
    child = os.fork()
    if child:
        return child
    quiet = serving if number == 0 else replace(serving, started=lambda _address, _served: None)
    try:
        asyncio.run(quiet.run(listening))
    except ConnectorsmithError as fault:
        serving.failed(fault)
        os._exit(fault.exit_code)
    os._exit(0)


def _exit_code(child: int) -> int:
    while True:
        with suppress(InterruptedError):
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

"""One case on its way through the gateway: what is called, what comes of it, and what has been found so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.connector_tests.case import Case, CaseCall, Exchange
from connectorsmith.connector_tests.compare import compare_answer, compare_requests
from connectorsmith.connector_tests.recorded_backend import ExpectedBackend
from connectorsmith.connector_tests.virtual_time import MemoryStore, VirtualClock, VirtualCounter
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.model import Connector, Operation
from connectorsmith.runtime import gateway as engine
from connectorsmith.runtime.backend import Backend
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.gateway import Gateway, Result
from connectorsmith.runtime.invented_connection import invented_connection
from connectorsmith.runtime.message import Request, Response, read
from connectorsmith.runtime.passage import service_address
from connectorsmith.runtime.script_host import ScriptHost

CALLBACK: Final = "https://flow.example.com/callback"
"""The address of the flow in cases; they write it as ``${callback}``."""
_REFERENCE: Final = "${callback}"


class World(Struct, frozen=True):
    """What cases run in. ``mock`` makes a backend from the spec; with ``live`` the real service is called instead."""

    connector: Connector
    mock: Callable[[], Backend]
    scripts: ScriptHost | None = None
    live: Backend | None = None
    live_connection: Connection | None = None


class CaseOutcome(Struct, frozen=True):
    """The outcome of a case: its findings, the results of its calls, and the exchanges with the service."""

    case: Case
    findings: tuple[Diagnostic, ...] = ()
    results: tuple[Result, ...] = ()
    exchanges: tuple[tuple[Request, Response | None], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the case passes."""
        return not self.findings


class Bench:
    """One case on its way: its gateway, and what has been found so far."""

    def __init__(self, world: World, case: Case, operation: Operation) -> None:
        self.world, self.case, self.operation = world, case, operation
        self.clock = VirtualClock()
        self.results: list[Result] = []
        self.findings: list[Diagnostic] = []
        self.exchanges: list[tuple[Request, Response | None]] = []
        self._backend: Backend = world.live or world.mock()
        invented = invented_connection(world.connector, case.connection, case.set_name)
        self._gateway = Gateway(
            connector=world.connector,
            connection=world.live_connection or invented,
            backend=self._backend,
            counter=VirtualCounter(self.clock, case.earlier),
            clock=self.clock,
            store=MemoryStore(),
            scripts=world.scripts,
            address=f"http://localhost/apim/{world.connector.id}/test",
            new_id=lambda: "00000000-0000-0000-0000-000000000000",
        )

    def gateway(self, call: CaseCall) -> tuple[Gateway, Spy]:
        """The gateway for one call, and what it asks of the service."""
        backend = self._backend
        if self.world.live is None and not isinstance(call.backend, str):
            backend = ExpectedBackend(with_callback(call.backend))
        spy = Spy(backend)
        return replace(self._gateway, backend=spy), spy

    def call(self, call: CaseCall) -> engine.Call:
        """The call as the engine takes it."""
        return engine.Call(self.operation.id or "", call.inputs, self.case.client, CALLBACK)

    def take(self, call: CaseCall, result: Result, spy: Spy) -> None:
        """Keep a result, and what is otherwise than the call says."""
        self.results.append(result)
        self.exchanges += spy.exchanges
        base = service_address(self.world.connector, self.operation)
        backend = call.backend if isinstance(call.backend, str) else with_callback(call.backend)
        expected = replace(call, backend=backend, expect=_filled(call.expect))
        if self.world.live is None:
            received = [request for request, _ in spy.exchanges]
            self.findings += compare_requests(expected, received, base)
            self.findings += compare_answer(expected, result.response)
        else:
            status = {"status": call.expect["status"]} if "status" in call.expect else {}
            self.findings += compare_answer(replace(call, expect=status), result.response)

    def outcome(self) -> CaseOutcome:
        """The outcome of the case."""
        return CaseOutcome(self.case, tuple(self.findings), tuple(self.results), tuple(self.exchanges))


class Spy:
    """Keeps what is sent to a backend and what it answers."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.exchanges: list[tuple[Request, Response | None]] = []

    async def send(self, request: Request) -> Response:
        """Send a request on. Raises BackendFailure."""
        request = await read(request)
        self.exchanges.append((request, None))
        number = len(self.exchanges) - 1
        response = await read(await self._backend.send(request))
        self.exchanges[number] = (request, response)
        return response


def with_callback(exchanges: tuple[Exchange, ...] | str) -> tuple[Exchange, ...]:
    """Exchanges with the address of the flow in the place of ``${callback}``."""
    return () if isinstance(exchanges, str) else tuple(_filled(one) for one in exchanges)


def _filled(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(_REFERENCE, CALLBACK)
    if isinstance(value, Mapping):
        return {key: _filled(item) for key, item in value.items()}
    return [_filled(item) for item in value] if isinstance(value, list) else value

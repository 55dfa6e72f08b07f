"""One call through a gateway that is opened for it, directly or over a socket of this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.connector_tests.bench import Spy
from connectorsmith.connector_tests.conformity import unfit_answer
from connectorsmith.connector_tests.recording import Recorder
from connectorsmith.diagnostics import Diagnostic
from connectorsmith.model import Operation
from connectorsmith.runtime import url
from connectorsmith.runtime.compose import Composed, compose
from connectorsmith.runtime.dynamic import Offer, offer
from connectorsmith.runtime.dynamic_call import Asker
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.links import whole
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.trace import Step, Trace
from connectorsmith.runtime.triggers import named_operation
from connectorsmith.server.allowed_hosts import AllowedHosts
from connectorsmith.server.call_modes import every_page, to_the_end
from connectorsmith.server.http_backend import HttpBackend
from connectorsmith.server.http_server import HttpServer
from connectorsmith.server.open_gateway import Wanted, opened_gateways
from connectorsmith.server.service import GatewayService, Served
from connectorsmith.workspace.connections_file import ConnectionsFile
from connectorsmith.workspace.opened import OpenedConnector

Setting = tuple[ConnectionsFile, Path, Wanted]


class Called(Struct, frozen=True):
    """The outcome of a call: the result, the schema mismatches of the answer, and the case that records it."""

    result: Result
    misfits: tuple[Diagnostic, ...]
    case: dict[str, Any] | None

    @property
    def response(self) -> Response:
        """The response that the flow gets."""
        return self.result.response

    @property
    def trace(self) -> Trace:
        """The steps of the call, in their order."""
        return self.result.trace


async def run_call(
    opened: OpenedConnector,
    call: Call,
    setting: Setting,
    *,
    served: bool,
    waits: bool,
    pages: bool,
    on_open: Callable[[Sequence[Gateway]], None] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Called:
    """Run a call with the first connection of a connector.

    ``served`` sends it over a socket; ``waits`` follows an asynchronous action to its end, ``pages`` all pages of a
    list. ``on_open`` is called with the gateways before anything is sent, ``progress`` with lines about waiting. Raises
    as ``opened_gateways`` does.
    """
    connections, root, wanted = setting
    tell = progress or _ignore
    async with opened_gateways([opened], connections, root, wanted) as found:
        one = next(iter(found.values()))
        gateway = next(iter(one.gateways.values()))
        if on_open is not None:
            on_open([gateway])
        spy = Spy(gateway.backend)
        gateway = replace(gateway, backend=spy)
        if served:
            result = await _over_socket(one, gateway, call)
        elif pages:
            result = await every_page(gateway, call, tell)
        elif waits:
            result = await to_the_end(gateway, named_operation(one.connector, call.operation), call, tell)
        else:
            result = await execute(gateway, call)
        result = await whole(gateway, result)
        operation = named_operation(one.connector, call.operation)
        composed = compose(one.connector, operation, call)
        public = Request(
            composed.method, url.joined("", composed.path, composed.query), composed.headers, composed.body
        )
        case = Recorder(one.connector, gateway.connection).case(public, spy.exchanges, result.response)
        unfit = () if pages else unfit_answer(one.connector, operation, result.response, operation.at)
        return Called(result, tuple(replace(found, places=()) for found in unfit), case)


def _ignore(_: str) -> None:
    """Say nothing."""


async def run_offer(
    opened: OpenedConnector, call: Call, key: str, setting: Setting, *, on_open: Callable[[Sequence[Gateway]], None]
) -> Offer:
    """The choices or fields of an input, with the inputs that the call gives. Raises as ``opened_gateways`` does."""
    connections, root, wanted = setting
    async with opened_gateways([opened], connections, root, wanted) as found:
        one = next(iter(found.values()))
        gateway = next(iter(one.gateways.values()))
        on_open([gateway])
        return await offer(
            Asker(gateway, named_operation(one.connector, call.operation), call.inputs, call.client), key
        )


async def _over_socket(served: Served, gateway: Gateway, call: Call) -> Result:
    """Serve the gateway on a port of this machine that is free, and send the call there."""
    heard: list[Result] = []
    operation = named_operation(served.connector, call.operation)
    composed = compose(served.connector, operation, call)
    service = GatewayService(
        {served.connector.id: Served(served.connector, {gateway.connection.id: gateway})},
        call.client,
        lambda _gateway, _request, result: heard.append(result),
    )
    async with HttpServer(service, "127.0.0.1", 0) as server, HttpBackend(AllowedHosts(["127.0.0.1"])) as client:
        place = url.split(gateway.address)[1]
        address = url.joined(server.address + place, composed.path, composed.query)
        response = await client.send(Request(composed.method, address, composed.headers, composed.body))
        result = await whole(gateway, Result(response, Trace()))
    secrets = secrets_of(gateway.connector, gateway.connection)
    steps = [step for one in (*heard, result) for step in one.trace]
    return Result(result.response, Trace([_sent(gateway, operation, composed), *steps], secrets))


def _sent(gateway: Gateway, operation: Operation, composed: Composed) -> Step:
    """The request on the socket, without the number of the port, which is another one each time."""
    address = url.joined(gateway.address, composed.path, composed.query)
    sent = Request(composed.method, address, composed.headers, composed.body)
    return Step("compose", f"{operation.id}, sent to the gateway on 127.0.0.1", operation.at, None, sent)

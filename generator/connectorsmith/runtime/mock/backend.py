"""The service behind a connector, as its definition describes it: a backend without any network."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.model import Connector, Operation
from connectorsmith.runtime import url
from connectorsmith.runtime.backend import Backend, BackendFailure
from connectorsmith.runtime.message import Headers, Request, Response, header, read
from connectorsmith.runtime.mock import faults
from connectorsmith.runtime.mock.answers import Answers
from connectorsmith.runtime.mock.checks import refusal
from connectorsmith.runtime.mock.faults import FaultPlan, MockFault
from connectorsmith.runtime.mock.hooks import Hook
from connectorsmith.runtime.mock.mcp import is_mcp, mcp_answer
from connectorsmith.runtime.mock.resources import parts
from connectorsmith.runtime.mock.routes import methods_at, route_at_service
from connectorsmith.runtime.mock.things import ResourceRequest, Things
from connectorsmith.runtime.mock.values import Values
from connectorsmith.runtime.route import Route

_REMEMBERED: Final = 1_000
"""Answers that are kept, to give them again without making them."""


class MockOptions(Struct, frozen=True):
    """``seed`` varies the values; ``faults`` disturb requests; ``seconds`` is how long a slow answer takes.

    ``checks`` refuses requests that do not fit the definition with 400.
    """

    seed: str = "0"
    faults: tuple[MockFault, ...] = ()
    seconds: float = 10.0
    checks: bool = True


class MockBackend:
    """Answers as the definition of a connector says, and keeps what it is given until it is gone itself.

    What no operation answers goes to ``otherwise``, such as recorded answers, or is not found.
    """

    def __init__(
        self,
        connector: Connector,
        options: MockOptions | None = None,
        otherwise: Backend | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._connector = connector
        self._options = options or MockOptions()
        self._otherwise = otherwise
        self._sleep = sleep
        self._faults = FaultPlan(self._options.faults)
        values = Values(connector, self._options.seed)
        self._answers = Answers(connector, values)
        self._things = Things(connector, values, self._answers)
        self._known: dict[str, Response] = {}
        self._changes = 0

    @property
    def hooks(self) -> tuple[Hook, ...]:
        """The webhooks that are registered, in the order of their registration."""
        return tuple(self._things.hooks.values())

    async def send(self, request: Request) -> Response:
        """The response of the service. Raises BackendFailure for a fault that leaves none."""
        fault = self._faults.next(header(request.headers, faults.HEADER))
        if fault is None:
            return await self._answer(await read(request))
        faults.refuse(fault)
        if isinstance(fault.kind, int):
            return self._failed(await read(request), fault.kind)
        if fault.kind == "slow":
            await self._sleep(self._options.seconds)
            return await self._answer(await read(request))
        return faults.cut_off(await self._answer(await read(request)))

    async def _answer(self, request: Request) -> Response:
        service, path, _ = url.split(request.url)
        method = request.method.lower()
        removed = method == "delete" and self._things.remove_hook(request.url)
        route = route_at_service(self._connector, "get" if method == "head" else method, path)
        if route is None:
            return Response(200) if removed else await self._unknown(request, path)
        if is_mcp(route.operation) and method == "post":
            return mcp_answer(request.body)
        reason = refusal(self._connector, route.operation, request, route.variables) if self._options.checks else None
        if reason is not None:
            return self._answers.failure(route.operation, 400, reason)
        response = self._done(route, request, service, path)
        return replace(response, body=b"") if method == "head" else response

    def _done(self, route: Route, request: Request, service: str, path: str) -> Response:
        """The answer to a valid request; answers to reads are cached until something changes."""
        operation = route.operation
        if self._changes != self._things.changes:
            self._known.clear()
            self._changes = self._things.changes
        known = self._known.get(request.url) if operation.method == "get" else None
        if known is not None:
            return known
        asked = ResourceRequest(operation, request, route.variables, service, path)
        if self._things.is_gone(asked):
            return self._answers.failure(operation, 404, f"{path} was removed")
        response = self._things.answer(parts(self._connector).get((operation.method, operation.path)), asked)
        if operation.method == "get" and len(self._known) < _REMEMBERED:
            self._known[request.url] = response
        return response

    def _failed(self, request: Request, status: int) -> Response:
        route = route_at_service(self._connector, request.method, url.split(request.url)[1])
        operation: Operation | None = route.operation if route is not None else None
        more: Headers = (("Retry-After", str(faults.RETRY_AFTER)),) if status in (429, 503) else ()
        return self._answers.failure(operation, status, f"the mock answers {status}, as it was asked to", more)

    async def _unknown(self, request: Request, path: str) -> Response:
        if self._otherwise is not None:
            try:
                return await self._otherwise.send(request)
            except BackendFailure as failure:
                if failure.kind != "unanswered":
                    raise
        methods = methods_at(self._connector, path)
        if methods:
            reason = f"{path} has no {request.method}; it has {', '.join(methods)}"
            return self._answers.failure(None, 405, reason, (("Allow", ", ".join(methods)),))
        return self._answers.failure(None, 404, f"no operation has the path {path}")

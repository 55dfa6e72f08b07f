"""What the engine is given, made simple: a service that answers from a list, a counter, a clock, a store, a script."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import count
from typing import Any

from connectorsmith.importers.properties import properties
from connectorsmith.importers.swagger import definition
from connectorsmith.model import Connector, Limit
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call, Gateway, Result
from connectorsmith.runtime.message import Request, Response
from connectorsmith.runtime.options import Options

ADDRESS = "http://localhost:8080/apim/shop/c1"
PREFIX = "x-ms-apimTemplateParameter."
GET = {
    "operationId": "Get",
    "responses": {},
    "parameters": [{"name": "id", "in": "path", "required": True, "type": "string"}],
}
POST = {
    "operationId": "Post",
    "responses": {},
    "parameters": [{"name": "item", "in": "body", "schema": {"type": "object"}}],
}
SWAGGER = {"paths": {"/items/{id}": {"get": GET}, "/items": {"post": POST}}}
API_KEY = {"securityDefinitions": {"k": {"type": "apiKey", "in": "header", "name": "X-Key"}}, "security": [{"k": []}]}


class Service:
    """Answers in order; an answer may be a failure, or a function of the request."""

    def __init__(self, *answers: Response | BackendFailure | Callable[[Request], Response]) -> None:
        self.answers = [*answers]
        self.asked: list[Request] = []

    async def send(self, request: Request) -> Response:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, BackendFailure):
            raise answer
        return answer if isinstance(answer, Response) else answer(request)


class Counter:
    """Lets so many calls through for each key, and then says to wait."""

    def __init__(self, wait: float = 30) -> None:
        self.wait = wait
        self.hits: dict[str, int] = {}

    async def hit(self, key: str, calls: int, period_seconds: float) -> float | None:
        if self.hits.get(key, 0) >= calls:
            return self.wait
        self.hits[key] = self.hits.get(key, 0) + 1
        return None


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def now(self) -> float:
        return self.time


class Store:
    def __init__(self) -> None:
        self.values: dict[tuple[str, str], Any] = {}

    async def get(self, kind: str, key: str) -> Any:
        return self.values.get((kind, key))

    async def put(self, kind: str, key: str, value: Any) -> None:
        self.values[kind, key] = value

    async def delete(self, kind: str, key: str) -> bool:
        return self.values.pop((kind, key), None) is not None

    async def list(self, kind: str) -> tuple[tuple[str, Any], ...]:
        return tuple(sorted((key, value) for (one, key), value in self.values.items() if one == kind))


def connector(swagger: dict[str, Any], own: dict[str, Any] | None = None, **more: Any) -> Connector:
    """A connector from what a definition and a file of properties say; ``more`` are limits and the like."""
    written = {"host": "api.example.com", "basePath": "/v1", "schemes": ["https"], **swagger}
    limits = tuple(Limit(*one) for one in more.pop("limits", ()))
    return Connector(
        "shop", **definition(written), properties=properties({"properties": own or {}}), limits=limits, **more
    )


def gateway(one: Connector, service: Service, **more: Any) -> Gateway:
    """A gateway for a connector; ``values``, ``tokens``, ``chosen`` and ``options`` are those of the connection."""
    ids = count()
    connection = Connection("c1", more.pop("values", {}), more.pop("chosen", None), more.pop("tokens", {}))
    options = Options({"platform-limit": "none", **more.pop("options", {})})
    settings = {"counter": Counter(), "clock": Clock(), "store": Store(), "bare": True, **more}
    return Gateway(
        one, connection, service, options=options, address=ADDRESS, new_id=lambda: f"id-{next(ids)}", **settings
    )


def ok(body: bytes = b"{}", *headers: tuple[str, str], status: int = 200) -> Response:
    return Response(status, headers, body)


def header_policy(name: str, value: str, section: str = "Request") -> dict:
    parameters = {f"{PREFIX}name": name, f"{PREFIX}value": value, "x-ms-apimTemplate-policySection": section}
    return {"templateId": "setheader", "title": f"Set {name}", "parameters": parameters}


def run(one: Gateway, operation: str = "Get", **inputs: object) -> Result:
    return asyncio.run(execute(one, Call(operation, inputs)))


def sent(service: Service) -> Request:
    (request,) = service.asked
    return request

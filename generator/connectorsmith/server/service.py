"""The gateway as a service: requests in the platform's form are run through the connector that they name.

Addresses are ``/apim/<connector>/<connection>/<path>``. Power Fx sends ``POST …/invoke`` with the call in headers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from connectorsmith.connector_tests.bench import Spy
from connectorsmith.connector_tests.recording import Exchanges
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.emitters import swagger
from connectorsmith.model import Connector
from connectorsmith.runtime import links
from connectorsmith.runtime.execute import forward
from connectorsmith.runtime.gateway import Client, Gateway, Result
from connectorsmith.runtime.message import Headers, Request, Response, header, read, without_header
from connectorsmith.server.callbacks import PREFIX as CALLBACKS
from connectorsmith.server.callbacks import Callbacks
from connectorsmith.server.error_answers import error_answer
from connectorsmith.server.flows import PREFIX as FLOWS
from connectorsmith.server.flows import Flows

ROOT: Final = "apim"
DEFINITION: Final = "apiDefinition.swagger.json"
"""The last part of the address at which a connection's definition is, with this gateway as its host."""
_METHOD, _URL = "x-ms-request-method", "x-ms-request-url"
_OF_THE_PLATFORM: Final = ("Authorization", "Origin", "Referer", "Cookie")
"""Headers for the platform itself, which it passes to no service; credentials come from the connection."""

Heard = Callable[[Gateway, Request, Result], None]
Record = Callable[[Gateway, Request, Exchanges, Result], None]


class Served(Struct, frozen=True):
    """A connector with its connections, each with its gateway, by the names in addresses."""

    connector: Connector
    gateways: Mapping[str, Gateway]


class GatewayService:
    """Answers requests for the connectors that are served.

    ``heard`` is called with each call that was run, ``record`` of its exchanges with the service as well.
    """

    def __init__(
        self,
        served: Mapping[str, Served],
        client: Client = "flow",
        heard: Heard | None = None,
        callbacks: Callbacks | None = None,
        flows: Flows | None = None,
        record: Record | None = None,
    ) -> None:
        self._served = served
        self._client = client
        self._heard = heard
        self._callbacks = callbacks
        self._flows = flows
        self._record = record

    async def answer(self, request: Request) -> Response:
        """The response to a request; ``url`` is its path and query as they were sent."""
        if header(request.headers, _URL) is not None and request.method == "POST":
            return await self._invoke(request)
        path, _, query = request.url.partition("?")
        first, _, rest = path.removeprefix("/").partition("/")
        if first == CALLBACKS and self._callbacks is not None:
            return await self._callbacks.take(rest, request)
        if first == FLOWS and self._flows is not None:
            return await self._flows.answer(rest, request)
        if first == ROOT:
            return await self._call(request, rest, query)
        if path == "/":
            return self._index()
        return await self._call_below_base_path(request, path, query)

    async def _call(self, request: Request, path: str, query: str) -> Response:
        """Run ``<connector>/<connection>/<path>``."""
        name, _, rest = path.partition("/")
        served = self._served.get(unquote(name))
        if served is None:
            return _unknown("connector", unquote(name), self._served)
        connection, slash, below = rest.partition("/")
        gateway = served.gateways.get(unquote(connection))
        if gateway is None:
            return _unknown(f"connection of {served.connector.id}", unquote(connection), served.gateways)
        if request.method == "GET" and below == DEFINITION:
            return _json(definition_at(gateway))
        return await self._run(gateway, request, f"{slash or '/'}{below}", query)

    async def _call_below_base_path(self, request: Request, path: str, query: str) -> Response:
        """Run a call of a definition of which only the host was exchanged, with the first connection."""
        for served in self._served.values():
            base = (served.connector.base_path or "").rstrip("/")
            if base and (path == base or path.startswith(f"{base}/")) and served.gateways:
                gateway = next(iter(served.gateways.values()))
                return await self._run(gateway, request, path[len(base) :] or "/", query)
        return error_answer(404, f"write an address as /{ROOT}/<connector>/<connection>/<path>; GET / lists them")

    async def _invoke(self, request: Request) -> Response:
        """Run the call that Power Fx describes in headers."""
        method, url = header(request.headers, _METHOD) or "", header(request.headers, _URL) or ""
        if not method.isalpha() or not url.startswith("/"):
            return error_answer(400, f"{_METHOD} is a method, and {_URL} a path that begins with a slash")
        headers = without_header(without_header(request.headers, _METHOD), _URL)
        path, _, query = url.partition("?")
        inner = replace(request, method=method.upper(), url=url, headers=headers)
        first, _, rest = path.removeprefix("/").partition("/")
        if first == ROOT:
            return await self._call(inner, rest, query)
        outer, _, _ = request.url.partition("?")
        place = outer.removeprefix(f"/{ROOT}/").removesuffix("/invoke")
        return await self._call(inner, f"{place}{path}", query)

    async def _run(self, gateway: Gateway, request: Request, path: str, query: str) -> Response:
        address = gateway.address.rstrip("/") + path + (f"?{query}" if query else "")
        inner = replace(request, url=address, headers=_for_the_service(request.headers))
        if self._record is not None:
            return await self._recorded(gateway, inner)
        result = await forward(gateway, inner, self._client)
        if self._heard is not None:
            self._heard(gateway, inner, result)
        return result.response

    async def _recorded(self, gateway: Gateway, request: Request) -> Response:
        """Run a call whose messages are kept whole."""
        spy, whole = Spy(gateway.backend), await read(request)
        result = await forward(replace(gateway, backend=spy), whole, self._client)
        result = await links.whole(gateway, result)
        if self._heard is not None:
            self._heard(gateway, whole, result)
        if self._record is not None:
            self._record(gateway, whole, spy.exchanges, result)
        return result.response

    def _index(self) -> Response:
        """The connections, with their addresses and those of their definitions."""
        return _json({
            "connections": [
                {"connector": name, "connection": connection, "address": gateway.address,
                 "definition": f"{gateway.address}/{DEFINITION}"}
                for name, served in self._served.items()
                for connection, gateway in served.gateways.items()
            ]
        })  # fmt: skip


def definition_at(gateway: Gateway) -> dict[str, Any]:
    """The definition of a connector with the gateway in the place of the service."""
    scheme, _, rest = gateway.address.partition("://")
    host, _, path = rest.partition("/")
    found = dict(swagger.definition(gateway.connector))
    for key in ("security", "securityDefinitions"):
        found.pop(key, None)  # the connection signs in
    return found | {"host": host, "basePath": f"/{path}", "schemes": [scheme]}


def _for_the_service(headers: Headers) -> Headers:
    for name in _OF_THE_PLATFORM:
        headers = without_header(headers, name)
    return headers


def _unknown(kind: str, name: str, known: Mapping[str, object]) -> Response:
    likely = suggest(name, known)
    hint = f": did you mean {likely}?" if likely else f"; there are {', '.join(known)}" if known else ""
    return error_answer(404, f"there is no {kind} {name}{hint}")


def _json(value: Any) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(200, (("Content-Type", "application/json"),), body)

"""Recorded answers as a backend: one at a time in the order of a case, or those that fit, for any number of calls."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any

from connectorsmith.connector_tests.case import Case, Exchange
from connectorsmith.model import Connector, Json
from connectorsmith.runtime import url
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Headers, Request, Response, read


class ExpectedBackend:
    """Gives the answers of a case in turn, and keeps the requests in ``received``, those without an answer included."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        self._left = iter(tuple(exchanges))
        self.received: list[Request] = []

    async def send(self, request: Request) -> Response:
        """The next answer, whatever is asked: what was asked is compared later. Raises BackendFailure."""
        request = await read(request)
        self.received.append(request)
        exchange = next(self._left, None)
        if exchange is None:
            raise BackendFailure("unanswered", f"the case has no answer to {request.method} {request.url}")
        return response_of(exchange.get("answer", {}))


class RecordedBackend:
    """Gives the answer that fits a request; of several that fit, one after the other, and the last of them stays.

    A recorded call without a query fits every query. ``base`` is the address that recorded paths are below.
    """

    def __init__(self, exchanges: Iterable[Exchange], base: str) -> None:
        self._left = [(_key(one["call"], base), one.get("answer", {})) for one in exchanges]

    async def send(self, request: Request) -> Response:
        """The answer to a request. Raises BackendFailure if none is recorded, or a failure is."""
        return self.answer(request)

    def answer(self, request: Request) -> Response:
        """The answer to a request, as ``send`` gives it."""
        here = (request.method, *url.parts(request.url))
        fitting = [entry for entry in self._left if entry[0][:3] == here[:3] and entry[0][3] in ("", here[3])]
        if not fitting:
            raise BackendFailure("unanswered", f"no answer is recorded for {request.method} {request.url}")
        if len(fitting) > 1:
            self._left.remove(fitting[0])
        return response_of(fitting[0][1])


def recorded_exchanges(cases: Iterable[Case]) -> list[Exchange]:
    """The exchanges of cases, those of their steps included, in order."""
    calls = (call for case in cases for call in (case.call, *(step.call for step in case.steps)))
    return [exchange for call in calls if not isinstance(call.backend, str) for exchange in call.backend]


def base_address(connector: Connector) -> str:
    """The address below which a connector's paths lie, if no policy and no connection says otherwise."""
    scheme = (connector.schemes or ("https",))[0]
    return f"{scheme}://{connector.host or 'api.example.com'}{(connector.base_path or '').rstrip('/')}"


def absolute(call: str, base: str) -> str:
    """A call of a case with the whole address."""
    method, _, where = call.partition(" ")
    return call if "://" in where else f"{method} {base}{where}"


def response_of(answer: Mapping[str, Any]) -> Response:
    """The response that an answer of a case describes. Raises BackendFailure if it says that there is none."""
    if "fails" in answer:
        raise BackendFailure(answer["fails"], "the case says that there is no answer")
    headers = headers_of(answer.get("headers", {}))
    if "base64" in answer:
        return Response(answer.get("status", 200), headers, base64.b64decode(answer["base64"]))
    if "body" not in answer:
        return Response(answer.get("status", 200), headers)
    kind = "text/plain" if isinstance(answer["body"], str) else "application/json"
    if not any(name.lower() == "content-type" for name, _ in headers):
        headers = (("Content-Type", kind), *headers)
    return Response(answer.get("status", 200), headers, text(answer["body"]).encode())


def headers_of(values: Mapping[str, Json]) -> Headers:
    """Headers of a case as they are sent; those that are null are left out."""
    return tuple((name, text(value)) for name, value in values.items() if value is not None)


def text(value: Json) -> str:
    """A value as it is sent: a text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _key(call: str, base: str) -> tuple[str, str, str, str]:
    method, _, address = absolute(call, base).partition(" ")
    return method, *url.parts(address)

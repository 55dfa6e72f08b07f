"""The preview as a service of the gateway's server: the page, its files, its interface and its events."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qsl, unquote

from connectorsmith.errors import ConnectorsmithError
from connectorsmith.model.values import Json
from connectorsmith.preview.events import Events
from connectorsmith.preview.requests import PageRequest, Refused, members
from connectorsmith.preview.security import HEADERS, is_token, refusal
from connectorsmith.preview.static_files import static_file
from connectorsmith.runtime.message import Request, Response, read
from connectorsmith.server.callbacks import PREFIX as CALLBACKS

API: Final = "api"
EVENTS: Final = "events"
PAGE: Final = "index.html"
_JSON: Final = ("Content-Type", "application/json")


Handler: TypeAlias = Callable[[PageRequest], Awaitable[Json | Response]]
Callback: TypeAlias = Callable[[str, Request], Awaitable[Response]]


class PreviewService:
    """Answers the requests of the page at ``origin``. ``handlers`` are by method and path below ``api``.

    Requests of services to ``/callbacks/<flow>`` go to ``callback``; the key of the flow is what they know. ``hidden``
    takes the secrets out of every answer.
    """

    def __init__(
        self,
        origin: str,
        token: str,
        handlers: Mapping[tuple[str, str], Handler],
        events: Events,
        callback: Callback,
        hidden: Callable[[str], str] = str,
    ) -> None:
        self._origin = origin
        self._token = token
        self._handlers = handlers
        self._events = events
        self._callback = callback
        self._hidden = hidden

    async def answer(self, request: Request) -> Response:
        """The response to a request, with the headers that guard the page."""
        response = await self._answer(request)
        return Response(response.status, (*response.headers, *HEADERS), response.body, response.stream)

    async def _answer(self, request: Request) -> Response:
        path, _, query = request.url.partition("?")
        first, _, rest = path.removeprefix("/").partition("/")
        if first == CALLBACKS:
            return await self._callback(unquote(rest), request)
        if not is_token(first, self._token):
            return fault_response(404, "open the address that the preview printed when it started")
        refused = refusal(request, self._origin)
        if refused is not None:
            return fault_response(*refused)
        word, _, below = rest.partition("/")
        if word == API:
            return await self._ask(request, unquote(below), query)
        if request.method != "GET":
            return fault_response(405, "this address takes GET")
        if rest == EVENTS:
            return Response(200, (("Content-Type", "text/event-stream"),), stream=self._events.stream())
        return static_file(unquote(rest) or PAGE) or fault_response(404, "nothing is here")

    async def _ask(self, request: Request, path: str, query: str) -> Response:
        handler = self._handlers.get((request.method, path))
        if handler is None:
            return fault_response(404, f"nothing answers {request.method} {path}")
        try:
            if request.method == "POST":
                asked = PageRequest(members((await read(request)).body))
            else:
                asked = PageRequest(dict(parse_qsl(query, keep_blank_values=True)))
            found = await handler(asked)
        except Refused as refused:
            return fault_response(refused.status, self._hidden(refused.message))
        except ConnectorsmithError as fault:
            return fault_response(422, self._hidden(fault.message), fault.hint)
        return found if isinstance(found, Response) else self._without_secrets(found)

    def _without_secrets(self, value: Json) -> Response:
        body = self._hidden(json.dumps(value, ensure_ascii=False)).encode("utf-8", "replace")
        return Response(200, (_JSON,), body)


def json_response(status: int, value: Any) -> Response:
    """A response with JSON."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Response(status, (_JSON,), body)


def fault_response(status: int, message: str, hint: str | None = None) -> Response:
    """A response with the message and the hint of a fault."""
    return json_response(status, {"message": message, **({"hint": hint} if hint else {})})

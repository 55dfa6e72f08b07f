"""The workshop on HTTP: the API below /v1, its description, and the pages of the sign-in."""

from __future__ import annotations

import shlex
from collections.abc import Awaitable, Callable
from datetime import datetime
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from msgspec import to_builtins

from connectorsmith.packaged_yaml import packaged_yaml
from connectorsmith.server.local_requests import LOOPBACK, LocalRequests
from connectorsmith.tutorial.sign_in import CLIENT_ID, CLIENT_SECRET, OAuthFault, SignIn
from connectorsmith.tutorial.workshop import FORMS, KINDS, Repair, Workshop

API: Final = "/v1"
SIGNED_IN: Final = "/signed-in"
READY: Final = "ready"
"""The one event that webhooks report."""
POLL: Final = "1"
"""Seconds after which a trigger should ask for changes again."""
_PACKAGE: Final = "connectorsmith.tutorial"
_SECONDS: Final = 5
"""How long the address of a webhook may take to answer."""
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def tutorial_app(workshop: Workshop, sign_in: SignIn) -> web.Application:
    """The service as an application of aiohttp; ``workshop`` and ``sign_in`` hold what it knows."""
    service = _Service(workshop, sign_in)
    app = web.Application(middlewares=[service.guard])
    app.on_response_prepare.append(_sign)
    app.add_routes(
        [
            web.get("/openapi.json", service.description),
            web.get("/authorize", service.consent),
            web.post("/authorize", service.decision),
            web.post("/token", service.token),
            web.get(SIGNED_IN, service.signed_in),
            web.get(f"{API}/kinds", service.kinds),
            web.get(f"{API}/kinds/{{kind}}/form", service.form),
            web.get(f"{API}/repairs", service.repairs),
            web.post(f"{API}/repairs", service.take),
            web.get(f"{API}/repairs/{{number}}", service.repair),
            web.post(f"{API}/repairs/{{number}}/finish", service.finish),
            web.post(f"{API}/repairs/{{number}}/photos", service.keep_photo),
            web.get(f"{API}/photos/{{number}}", service.photo),
            web.get(f"{API}/changes", service.changes),
            web.get(f"{API}/report", service.report),
            web.post(f"{API}/webhooks", service.subscribe),
            web.delete(f"{API}/webhooks/{{number}}", service.unsubscribe),
        ]
    )
    return app


class _Service:
    """Answers requests. What a handler refuses is answered as JSON with a message."""

    def __init__(self, workshop: Workshop, sign_in: SignIn) -> None:
        self._workshop = workshop
        self._sign_in = sign_in
        self._local = LocalRequests("127.0.0.1")

    @web.middleware
    async def guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Answer programs and pages of this machine only, and the API only to those who have signed in."""
        given = request.headers
        refusal = self._local.refusal(request.host, given.get("Origin"), given.get("Sec-Fetch-Site"))
        if refusal is not None:
            return _error(403, refusal)
        if request.path.startswith(f"{API}/") and not self._sign_in.allows(given.get("Authorization")):
            return _error(401, "The access token is missing, wrong or too old.")
        try:
            return await handler(request)
        except OAuthFault as fault:
            return web.json_response({"error": fault.code, "error_description": str(fault)}, status=400)
        except _Refused as fault:
            return _error(fault.status, str(fault))

    async def description(self, _: web.Request) -> web.Response:
        """The OpenAPI description."""
        return web.json_response(packaged_yaml(_PACKAGE, "openapi.yaml"))

    async def consent(self, request: web.Request) -> web.Response:
        """The page that asks the user whether the application may have access."""
        self._sign_in.check(request.query, _own(request))
        return _page("consent.html", fields=dict(request.query))

    async def decision(self, request: web.Request) -> web.Response:
        """Send the browser back to the application, with a code or a refusal."""
        form = _texts(await request.post())
        self._sign_in.check(form, _own(request))
        raise web.HTTPSeeOther(self._sign_in.decide(form, form.get("decision") == "allow"))

    async def signed_in(self, request: web.Request) -> web.Response:
        """The page to which a sign-in on this machine comes back, with the command that gets the tokens.

        A client that does not ask for HTML, such as curl, gets the command alone.
        """
        code, error = request.query.get("code"), request.query.get("error", "this page is only for sign-ins")
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uri": _own(request),
        }
        fields = "".join(f" -d {shlex.quote(f'{name}={value}')}" for name, value in given.items())
        command = f"curl -s {_address(request)}/token{fields}" if code else None
        if "text/html" in request.headers.get("Accept", ""):
            return _page("signed-in.html", command=command, error=error)
        return web.Response(text=f"{command or error}\n")

    async def token(self, request: web.Request) -> web.Response:
        """Tokens for a code or a refresh token."""
        found = self._sign_in.exchange(_texts(await request.post()), request.headers.get("Authorization"))
        return web.json_response(found, headers={"Cache-Control": "no-store"})

    async def kinds(self, _: web.Request) -> web.Response:
        """The kinds of vehicles."""
        return web.json_response({"kinds": [{"id": one, "name": name} for one, name in KINDS.items()]})

    async def form(self, request: web.Request) -> web.Response:
        """The fields of a kind, as a JSON Schema."""
        fields = _found(FORMS, request.match_info["kind"], "kind")
        return web.json_response({"schema": {"type": "object", "properties": fields}})

    async def repairs(self, request: web.Request) -> web.Response:
        """One page of the repairs, with the address of the next page."""
        state, start = request.query.get("state"), request.query.get("start", "0")
        if not start.isdecimal():
            raise _Refused(400, "The start has to be a number.")
        found, following = self._workshop.page(state, int(start))
        page: dict[str, Any] = {"value": to_builtins(found)}
        if following is not None:
            query = {**({"state": state} if state else {}), "start": str(following)}
            page["nextLink"] = str(request.url.with_query(query))
        return web.json_response(page)

    async def take(self, request: web.Request) -> web.Response:
        """Take a vehicle in for repair."""
        body = await _json(request)
        customer, kind, details = body.get("customer"), body.get("kind"), body.get("details", {})
        if not customer or not isinstance(customer, str) or not isinstance(details, dict):
            raise _Refused(422, "The customer has to be a text, and the details an object.")
        _found(KINDS, str(kind), "kind")
        made = self._workshop.take(customer, str(kind), details, str(body.get("problem", "")))
        return web.json_response(to_builtins(made), status=201)

    async def repair(self, request: web.Request) -> web.Response:
        """One repair."""
        return web.json_response(to_builtins(self._repair(request)))

    async def finish(self, request: web.Request) -> web.Response:
        """Mark a repair as ready, and report it to all webhooks."""
        repair = self._repair(request)
        self._workshop.finish(repair)
        shown = to_builtins(repair)
        await _report(list(self._workshop.webhooks.values()), {"event": READY, "repair": shown})
        return web.json_response(shown)

    async def keep_photo(self, request: web.Request) -> web.Response:
        """Keep the file of a form."""
        self._repair(request)
        file = (await request.post()).get("file")
        if not isinstance(file, web.FileField):
            raise _Refused(400, "The form has to have a file.")
        return web.json_response({"id": self._workshop.keep_photo(file.content_type, file.file.read())}, status=201)

    async def photo(self, request: web.Request) -> web.Response:
        """The bytes of a photo."""
        media_type, content = _found(self._workshop.photos, request.match_info["number"], "photo")
        return web.Response(body=content, content_type=media_type, headers={"X-Content-Type-Options": "nosniff"})

    async def changes(self, request: web.Request) -> web.Response:
        """The repairs that changed after a time."""
        since = request.query.get("since")
        try:
            time = datetime.fromisoformat(since) if since else None
            found = self._workshop.changes(time)
        except (ValueError, TypeError) as fault:  # not a time, or one without a zone
            raise _Refused(400, "The time has to be written as 2026-03-02T09:00:00Z.") from fault
        return web.json_response({"value": to_builtins(found)}, headers={"Retry-After": POLL})

    async def report(self, _: web.Request) -> web.Response:
        """The counts of repairs as CSV."""
        return web.Response(text=self._workshop.report(), content_type="text/csv")

    async def subscribe(self, request: web.Request) -> web.Response:
        """Register a webhook; only programs of this machine can be called back."""
        body = await _json(request)
        callback = body.get("callback")
        if body.get("event") != READY or not isinstance(callback, str) or not _is_here(callback):
            raise _Refused(422, f"The event has to be {READY}, and the callback an address of this machine.")
        number = self._workshop.subscribe(callback)
        location = f"{_address(request)}{API}/webhooks/{number}"
        return web.json_response({"id": number}, status=201, headers={"Location": location})

    async def unsubscribe(self, request: web.Request) -> web.Response:
        """Remove a webhook."""
        _found(self._workshop.webhooks, request.match_info["number"], "webhook")
        del self._workshop.webhooks[request.match_info["number"]]
        return web.Response(status=204)

    def _repair(self, request: web.Request) -> Repair:
        """The repair that the path names. Raises _Refused if it is not there."""
        repair: Repair = _found(self._workshop.repairs, request.match_info["number"], "repair")
        return repair


class _Refused(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def _found(things: Any, key: str, noun: str) -> Any:
    """The thing of a key. Raises _Refused if it is not there."""
    if key not in things:
        raise _Refused(404, f"There is no {noun} {key}.")
    return things[key]


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise _Refused(400, "The body has to be a JSON object.")
    return body


async def _report(callbacks: list[str], event: dict[str, Any]) -> None:
    """Send an event to all addresses; one that does not answer misses it."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS)) as client:
        for callback in callbacks:
            try:
                await (await client.post(callback, json=event, allow_redirects=False)).release()
            except (aiohttp.ClientError, TimeoutError):
                continue


def _is_here(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "http" and parts.hostname in LOOPBACK
    except ValueError:
        return False


def _address(request: web.Request) -> str:
    return str(request.url.origin())


def _own(request: web.Request) -> str:
    return _address(request) + SIGNED_IN


def _texts(form: Any) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _page(name: str, **values: Any) -> web.Response:
    import jinja2

    text = (files(_PACKAGE) / "templates" / name).read_text("utf-8")
    made = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(text).render(**values)
    policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return web.Response(text=made, content_type="text/html", headers={"Content-Security-Policy": policy})


async def _sign(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "Spokes"


def _error(status: int, message: str) -> web.Response:
    return web.json_response({"message": message}, status=status)

"""The service of the tutorial: its sign-in, what it refuses, its webhooks, and whom it answers."""

from __future__ import annotations

import asyncio
import base64
import re
import shlex
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from connectorsmith.tutorial.service import tutorial_app
from connectorsmith.tutorial.sign_in import CLIENT_ID, CLIENT_SECRET, PLATFORM, SignIn
from connectorsmith.tutorial.workshop import Workshop

CLIENT = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
NEW = {"customer": "Dan Ek", "kind": "bicycle"}


class Spokes:
    """A client of the service, with the clock of the service."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.headers: dict[str, str] = {}
        tokens = (f"token-{number}" for number in count(1))
        app = tutorial_app(Workshop(self.now), SignIn(self.now, lambda: next(tokens)))
        self._server = TestServer(app)

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    async def ask(self, method: str, path: str, **given) -> tuple[int, dict]:
        headers = self.headers | given.pop("headers", {})
        async with self.client.request(method, path, headers=headers, allow_redirects=False, **given) as answer:
            content = await answer.read()
            shown = await answer.json() if answer.content_type == "application/json" else {}
            return answer.status, shown | {"": answer, "content": content}

    async def consent(self, decision: str = "allow", **changed: str) -> tuple[int, dict[str, list[str]]]:
        """Click on a button of the page; gives the status, and the query of the address that comes of it."""
        own = str(self.client.make_url("/signed-in"))
        asked = {"response_type": "code", "client_id": CLIENT_ID, "redirect_uri": own, "state": "s", **changed}
        status, page = await self.ask("POST", "/authorize", data={**asked, "decision": decision})
        return status, parse_qs(urlsplit(page[""].headers.get("Location", "")).query)

    async def tokens(self, **form: str) -> tuple[int, dict]:
        own = str(self.client.make_url("/signed-in"))
        return await self.ask("POST", "/token", data={**CLIENT, "redirect_uri": own, **form})

    async def sign_in(self) -> dict:
        _, query = await self.consent()
        _, found = await self.tokens(grant_type="authorization_code", code=query["code"][0])
        self.headers = {"Authorization": f"Bearer {found['access_token']}"}
        return found

    async def __aenter__(self) -> Spokes:
        self.client = TestClient(self._server)
        await self.client.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.close()


@pytest.fixture
def with_spokes():
    """Run a coroutine with a new service."""

    def run(work: Callable[[Spokes], Awaitable[None]]) -> None:
        async def all_of_it() -> None:
            async with Spokes() as spokes:
                await work(spokes)

        asyncio.run(all_of_it())

    return run


def test_description_has_every_operation_of_the_api(with_spokes):
    """The name of a variable in a path is for readers, so it counts as any other."""

    async def work(spokes):
        _, described = await spokes.ask("GET", "/openapi.json")
        found = {
            (method.upper(), re.sub(r"{\w+}", "{}", f"/v1{path}"))
            for path, methods in described["paths"].items()
            for method in methods
        }
        routes = {
            (route.method, re.sub(r"{\w+}", "{}", route.resource.canonical))
            for route in spokes.client.app.router.routes()
        }
        assert found == {one for one in routes if one[1].startswith("/v1/") and one[0] != "HEAD"}

    with_spokes(work)


def test_code_is_exchanged_once_and_the_refresh_token_too(with_spokes):
    async def work(spokes):
        status, query = await spokes.consent()
        assert (status, query["state"]) == (303, ["s"])
        given = {"grant_type": "authorization_code", "code": query["code"][0]}
        status, first = await spokes.tokens(**given)
        assert (status, first["token_type"], first["expires_in"]) == (200, "Bearer", 3600)
        assert (await spokes.tokens(**given))[0] == 400
        again = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        status, second = await spokes.tokens(**again)
        assert status == 200
        assert second["access_token"] != first["access_token"]
        status, refusal = await spokes.tokens(**again)
        assert (status, refusal["error"]) == (400, "invalid_grant")

    with_spokes(work)


def test_code_and_token_expire(with_spokes):
    async def work(spokes):
        _, query = await spokes.consent()
        spokes.time += timedelta(minutes=2)
        status, refusal = await spokes.tokens(grant_type="authorization_code", code=query["code"][0])
        assert (status, refusal["error"]) == (400, "invalid_grant")
        await spokes.sign_in()
        assert (await spokes.ask("GET", "/v1/kinds"))[0] == 200
        spokes.time += timedelta(hours=2)
        assert (await spokes.ask("GET", "/v1/kinds"))[0] == 401

    with_spokes(work)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_id": "another"}, "unauthorized_client"),
        ({"redirect_uri": "https://example.com/"}, "invalid_request"),
        ({"redirect_uri": f"{PLATFORM}.example.com/"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "everything"}, "invalid_scope"),
    ],
)
def test_consent_is_refused(with_spokes, changed, error):
    async def work(spokes):
        assert await spokes.consent(**changed) == (400, {})
        query = {"response_type": "code", "client_id": CLIENT_ID, "redirect_uri": PLATFORM, **changed}
        status, refusal = await spokes.ask("GET", "/authorize", params=query)
        assert (status, refusal["error"]) == (400, error)

    with_spokes(work)


def test_user_may_refuse_and_the_platform_may_ask(with_spokes):
    async def work(spokes):
        assert await spokes.consent("refuse") == (303, {"error": ["access_denied"], "state": ["s"]})
        status, query = await spokes.consent(redirect_uri=f"{PLATFORM}/spokes-5f01")
        assert (status, "code" in query) == (303, True)

    with_spokes(work)


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"client_secret": "wrong", "grant_type": "refresh_token"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "authorization_code", "code": "made-up"}, "invalid_grant"),
    ],
)
def test_tokens_are_refused(with_spokes, form, error):
    async def work(spokes):
        status, refusal = await spokes.tokens(**form)
        assert (status, refusal["error"]) == (400, error)

    with_spokes(work)


def test_application_may_name_itself_in_the_header(with_spokes):
    async def work(spokes):
        _, query = await spokes.consent()
        form = {"grant_type": "authorization_code", "code": query["code"][0], "client_id": "", "client_secret": ""}
        encoded = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        spokes.headers = {"Authorization": f"Basic {encoded}"}
        assert (await spokes.tokens(**form))[0] == 200
        spokes.headers = {"Authorization": "Basic é"}
        assert (await spokes.tokens(**form))[1]["error"] == "invalid_client"

    with_spokes(work)


def test_the_command_of_the_last_page_gets_tokens(with_spokes):
    async def work(spokes):
        _, query = await spokes.consent()
        _, shown = await spokes.ask("GET", "/signed-in", params={"code": query["code"][0]})
        curl, _, address, *fields = shlex.split(shown["content"].decode())
        form = dict(field.split("=", 1) for field in fields if field != "-d")
        assert (curl, address) == ("curl", str(spokes.client.make_url("/token")))
        assert (await spokes.ask("POST", "/token", data=form))[0] == 200
        _, shown = await spokes.ask("GET", "/signed-in", params={"code": "a; b"})
        assert b"-d 'code=a; b'" in shown["content"]

    with_spokes(work)


def test_texts_of_a_request_are_not_markup(with_spokes):
    async def work(spokes):
        query = {"response_type": "code", "client_id": CLIENT_ID, "redirect_uri": PLATFORM, "state": '"><b>'}
        _, page = await spokes.ask("GET", "/authorize", params=query)
        assert b"&gt;&lt;b&gt;" in page["content"]
        _, page = await spokes.ask("GET", "/signed-in", params={"error": "<b>"}, headers={"Accept": "text/html,*/*"})
        assert b"&lt;b&gt;" in page["content"]

    with_spokes(work)


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("GET", "/v1/repairs/R9", {}, 404),
        ("POST", "/v1/repairs", {"json": NEW}, 201),
        ("POST", "/v1/repairs", {"json": NEW | {"kind": "car"}}, 404),
        ("POST", "/v1/repairs", {"json": {"kind": "bicycle"}}, 422),
        ("POST", "/v1/repairs", {"json": ["bicycle"]}, 400),
        ("POST", "/v1/repairs", {"data": b"{"}, 400),
        ("GET", "/v1/repairs?start=x", {}, 400),
        ("GET", "/v1/changes?since=yesterday", {}, 400),
        ("GET", "/v1/changes?since=2026-03-02T09:00:00", {}, 400),
        ("POST", "/v1/repairs/R1/photos", {"data": {"note": "a"}}, 400),
        ("POST", "/v1/webhooks", {"json": {"event": "ready", "callback": "https://example.com/hook"}}, 422),
        ("POST", "/v1/webhooks", {"json": {"event": "lost", "callback": "http://127.0.0.1/hook"}}, 422),
        ("DELETE", "/v1/webhooks/W9", {}, 404),
    ],
    ids=str,
)
def test_status(with_spokes, method, path, given, status):
    async def work(spokes):
        await spokes.sign_in()
        assert (await spokes.ask(method, path, **given))[0] == status

    with_spokes(work)


def test_webhook_is_called_until_it_is_removed(with_spokes):
    heard: list[dict] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append(await request.json())
        return web.Response()

    async def work(spokes):
        await spokes.sign_in()
        listener = web.Application()
        listener.router.add_post("/hook", hear)
        async with TestServer(listener) as server:
            dead = {"event": "ready", "callback": "http://127.0.0.1:9/"}
            assert (await spokes.ask("POST", "/v1/webhooks", json=dead))[0] == 201
            wanted = {"event": "ready", "callback": str(server.make_url("/hook"))}
            _, made = await spokes.ask("POST", "/v1/webhooks", json=wanted)
            await spokes.ask("POST", "/v1/repairs/R1/finish")
            location = urlsplit(made[""].headers["Location"]).path
            assert (await spokes.ask("DELETE", location))[0] == 204
            assert (await spokes.ask("POST", "/v1/repairs/R2/finish"))[0] == 200

    with_spokes(work)
    assert [(one["event"], one["repair"]["id"]) for one in heard] == [("ready", "R1")]


@pytest.mark.parametrize(
    "headers", [{"Host": "spokes.example"}, {"Origin": "https://example.com"}, {"Sec-Fetch-Site": "same-site"}], ids=str
)
def test_pages_from_elsewhere_are_refused(with_spokes, headers):
    async def work(spokes):
        await spokes.sign_in()
        assert (await spokes.ask("GET", "/v1/kinds"))[0] == 200
        assert (await spokes.ask("GET", "/v1/kinds", headers=headers))[0] == 403

    with_spokes(work)


def test_photo_comes_back_as_it_was(with_spokes):
    content = bytes(range(256))

    async def work(spokes):
        await spokes.sign_in()
        form = aiohttp.FormData()
        form.add_field("file", content, filename="wheel.png", content_type="image/png")
        _, made = await spokes.ask("POST", "/v1/repairs/R1/photos", data=form)
        _, photo = await spokes.ask("GET", f"/v1/photos/{made['id']}")
        assert (photo[""].content_type, photo["content"]) == ("image/png", content)

    with_spokes(work)

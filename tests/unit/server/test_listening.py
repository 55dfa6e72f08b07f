"""A trigger that is listened to: its webhook, its notifications, its polls, and how it ends."""

from __future__ import annotations

import asyncio
import json

import pytest
from tests.unit.server.gateway_case import workspace

from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.message import Request
from connectorsmith.server.allowed_hosts import AllowedHosts
from connectorsmith.server.backends import BackendChoice, choice_of
from connectorsmith.server.http_backend import HttpBackend
from connectorsmith.server.listening import Listener
from connectorsmith.server.open_gateway import Wanted
from connectorsmith.workspace.connections_file import read_connections
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

NEWS = """
  News:
    call: GET /news
    summary: When there is news
    trigger: batch
    responses: {200: array of Order}
"""
POLLS = """
b:
  operation: News
  backend: [{call: GET /news?s=1, answer: {body: [{id: 1}, {id: 2}], headers: {Location: "LINK", Retry-After: 0}}}]
a: {operation: News, backend: [{call: GET /news, answer: {status: 202, headers: {Location: "LINK", Retry-After: 0}}}]}
""".replace("LINK", "https://api.example.com/v1/news?s=1")

UNREMOVED = """
a: {operation: Hook, backend: [{call: POST /hooks, answer: {status: 201, headers: {Location: "LINK"}}}]}
b: {operation: Remove, backend: [{call: DELETE /hooks/1, answer: {status: 500, body: later}}]}
""".replace("LINK", "https://api.example.com/v1/hooks/1")


@pytest.fixture
def root(tmp_path):
    found = workspace(tmp_path)
    spec = found / "specs" / "orders" / "connector.yaml"
    spec.write_text(spec.read_text("utf-8") + NEWS.removeprefix("\n"), "utf-8")
    return found


def listen(root, call: Call, work, backend: BackendChoice | None = None):
    """Whether all went well, the lines printed, and the events that arrived; ``work`` ends the listening."""
    opened = open_checked(single_target("orders", root))
    assert opened.connector is not None, opened.diagnostics
    lines: list[str] = []
    heard: list[tuple[object, int, list[str]]] = []

    async def run() -> bool:
        stop = asyncio.Event()
        setting = (read_connections(root), root, Wanted(backend or BackendChoice()))
        listener = Listener(lines.append, lambda value, runs, misfits: heard.append((value, runs, list(misfits))))
        running = asyncio.create_task(listener.listen(opened, call, setting, stop, lambda _: None))
        while not running.done() and not any("Location" in line for line in lines):
            await asyncio.sleep(0)
        await work(lines, stop)
        return await running

    return asyncio.run(run()), lines, heard


async def until_it_ends(_said, _stop):
    """Leave the end to the trigger."""


def test_webhook_is_registered_notified_and_removed(root):
    async def work(lines, stop):
        address = lines[0].removeprefix("listening on ")
        async with HttpBackend(AllowedHosts(["127.0.0.1"])) as client:
            for value in ({"order": {"id": 7}}, {"order": {"id": "x"}}):
                request = Request("POST", address, (("Content-Type", "application/json"),), json.dumps(value).encode())
                assert (await client.send(request)).status == 202
            assert (await client.send(Request("GET", address.replace("callbacks", "flows")))).status == 404
        stop.set()

    well, lines, heard = listen(root, Call("Hook", {"body/note": "A"}), work)
    assert well
    assert heard == [
        ({"order": {"id": 7}}, 1, []),
        ({"order": {"id": "x"}}, 1, ["body/order/id is string, not integer"]),
    ]
    assert lines[1].startswith("the registration is answered 201, Location: https://api.example.com/v1/hooks/")
    assert lines[2] == "the webhook is removed: that is answered 200"


def test_registration_that_fails_ends_it(root):
    file = root / "calls.yaml"
    file.write_text(
        "a: {operation: Hook, backend: [{call: POST /hooks, answer: {status: 403, body: refused}}]}\n", "utf-8"
    )
    well, lines, heard = listen(root, Call("Hook"), until_it_ends, choice_of(str(file)))
    assert (well, heard) == (False, [])
    assert lines[1:] == ["the registration is answered 403, Location: none", "refused"]


def test_polling_trigger_is_asked_until_it_fails_here_by_the_limit_of_two_calls(root):
    file = root / "calls.yaml"
    file.write_text(POLLS, "utf-8")
    well, lines, heard = listen(root, Call("News"), until_it_ends, choice_of(str(file)))
    assert not well
    assert heard == [({"id": 1}, 1, []), ({"id": 2}, 1, [])]
    assert [line.partition(":")[0] for line in lines] == [
        "the poll is answered 202",
        "the poll is answered 200",
        "the poll is answered 429",
    ]
    assert lines[0] == "the poll is answered 202: the first poll sets the state; the next poll is in 0 s"


def test_webhook_whose_removal_fails_may_stay_registered(root):
    file = root / "calls.yaml"
    file.write_text(UNREMOVED, "utf-8")

    async def end(_said, stop):
        stop.set()

    well, lines, _ = listen(root, Call("Hook"), end, choice_of(str(file)))
    assert not well
    assert lines[2:] == ["the webhook may stay registered: its removal is answered 500", "later"]

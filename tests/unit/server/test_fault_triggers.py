"""Triggers, pages and late results: notifications that do not fit, answers that never end, hooks that change."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest
from tests.gateway_faults.client import Answer, asked
from tests.gateway_faults.stage import SECRET, Settings, Started

from connectorsmith.runtime import paging
from connectorsmith.runtime.asynchronous import execute_to_the_end
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.mcp_session import McpFailure, McpSession
from connectorsmith.runtime.triggers import named_operation
from connectorsmith.server import callbacks

FLOW = {"connector": "faults", "connection": "team", "operation": "Hook", "inputs": {"body/note": "A"}}
REGISTERED = {"status": 201, "headers": {"Location": "http://{service}/v1/hooks/7"}, "body": ""}
ENDLESS = {
    "headers": {"Content-Type": "text/event-stream"},
    "body": "data: {}\n\n",
    "framed": "none",
    "then": "silence",
}


def play(stage, says: Any, talk, **settings: Any) -> Any:
    """What a talk with a gateway gives, before a service that answers so."""
    runner, one = stage

    async def run() -> Any:
        one.service.says = one.filled(says)
        one.service.received.clear()
        return await talk(await one.gateway(Settings(**settings)))

    return runner.run(run())


async def save(gateway: Started, note: str = "A", flow: str = "f1") -> Answer:
    body = {**FLOW, "inputs": {"body/note": note}}
    return await asked(gateway.port, {"call": "PUT /", "target": f"/flows/{flow}", "body": body})


async def notify(gateway: Started, **more: Any) -> Answer:
    return await asked(gateway.port, {"call": "POST /", "target": "/callbacks/f1", **more})


@pytest.mark.parametrize(
    ("body", "misfits"),
    [
        ({"id": 1}, []),
        ({"id": "one"}, ["id"]),
        ({}, [""]),
        ("not JSON", [""]),
        ("[" * 2000 + "]" * 2000, [""]),
        ('{"id": NaN}', [""]),
        ("", [""]),
    ],
)
def test_notification_is_answered_202_and_what_does_not_fit_is_known(stage, body, misfits, monkeypatch):
    """The platform answers 202 without a body, whatever comes; https://learn.microsoft.com/connectors/custom-connectors."""
    found: list[Any] = []
    real = callbacks.notify

    async def noted(*given: Any) -> Any:
        found.append(await real(*given))
        return found[-1]

    monkeypatch.setattr(callbacks, "notify", noted)

    async def talk(gateway: Started) -> Answer:
        await save(gateway)
        return await notify(gateway, body=body)

    answer = play(stage, REGISTERED, talk)
    assert (answer.status, answer.body) == (202, b"")
    assert ["/".join(map(str, one.path)) for one in found[0].misfits] == misfits


def test_notification_that_is_too_large(stage, monkeypatch):
    monkeypatch.setattr("connectorsmith.runtime.message.MOST_BYTES", 2000)

    async def talk(gateway: Started) -> Answer:
        await save(gateway)
        return await notify(gateway, body="x", repeat=3000)

    answer = play(stage, REGISTERED, talk)
    assert answer.status == 413
    assert json.loads(answer.body)["error"]["message"] == "the request has more than 2,000 bytes"


def test_hook_of_an_operation_that_is_gone(stage):
    """The connector has changed since the registration."""

    async def talk(gateway: Started) -> Answer:
        assert gateway.gateway is not None
        kept = {"connector": "faults", "connection": "team", "operation": "Gone"}
        await gateway.gateway.store.put("registration", "f1", kept)
        answer = await notify(gateway, body={"id": 1})
        await gateway.gateway.store.delete("registration", "f1")
        return answer

    answer = play(stage, REGISTERED, talk)
    assert answer.status == 404
    assert json.loads(answer.body)["error"]["message"] == "unknown operation 'Gone'"


def test_changed_flow_replaces_its_hook(stage):
    async def talk(gateway: Started) -> list[int]:
        return [(await save(gateway, note)).status for note in ("A", "B")]

    assert play(stage, REGISTERED, talk) == [200, 200]
    lines = [line.partition(b" HTTP")[0] for line in stage[1].service.received]
    assert lines[-3:] == [b"POST /v1/hooks", b"DELETE /v1/hooks/7", b"POST /v1/hooks"]


def test_flow_that_is_saved_several_times_at_once_keeps_one_hook(stage):
    async def talk(gateway: Started) -> list[int]:
        answers = await asyncio.gather(*(save(gateway, flow="busy") for _ in range(5)))
        return [answer.status for answer in answers]

    assert play(stage, REGISTERED, talk) == [200] * 5
    methods = [line.partition(b" ")[0] for line in stage[1].service.received]
    assert methods == [b"POST", *[b"DELETE", b"POST"] * 4]


def test_registration_that_the_service_refuses_is_not_kept(stage):
    async def talk(gateway: Started) -> Any:
        answer = await save(gateway, flow="new")
        notified = await notify(gateway, body={"id": 1}, target="/callbacks/new")
        return answer.status, json.loads(answer.body)["status"], notified.status

    assert play(stage, {"status": 500, "body": {"message": "no"}}, talk) == (502, 500, 404)


def test_hook_whose_location_leads_to_a_private_address_is_not_called(stage):
    async def talk(gateway: Started) -> Any:
        await save(gateway)
        return json.loads((await asked(gateway.port, {"call": "DELETE /", "target": "/flows/f1"})).body)

    says = {"status": 201, "headers": {"Location": "http://169.254.169.254/latest"}, "body": ""}
    found = play(stage, says, talk)
    assert found["status"] == 502
    assert "the connector does not name the host 169.254.169.254:80" in found["body"]


def through(stage, says: Any, work, **settings: Any) -> Any:
    """What work with the engine gives, over the network."""

    async def talk(gateway: Started) -> Any:
        assert isinstance(gateway.gateway, Gateway)
        return await work(gateway.gateway)

    return play(stage, says, talk, **settings)


def test_result_that_is_due_for_ever_is_given_up(stage):
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    async def work(gateway: Gateway) -> Any:
        return await execute_to_the_end(gateway, Call("Plain"), wait, most=5)

    says = {"status": 202, "headers": {"Location": "http://{service}/v1/plain", "Retry-After": "9" * 400}, "body": ""}
    outcome = through(stage, says, work)
    assert outcome.reason == "the result is not there after 5 requests"
    assert (len(stage[1].service.received), len(waited)) == (6, 5)
    assert max(waited) <= 24 * 60 * 60


@pytest.mark.parametrize(
    ("links", "reason", "pages"),
    [
        (["http://{service}/v1/list?p=1"], "the link nextLink leads to a page that was there already", 2),
        (["http://{service}/v1/list?p=1", "http://{service}/v1/list?p=2"], None, 3),
    ],
)
def test_pages_that_lead_in_a_circle_end(stage, links, reason, pages, monkeypatch):
    monkeypatch.setattr(paging, "next_link_name", lambda *_: "nextLink")

    async def work(gateway: Gateway) -> Any:
        return await paging.all_pages(gateway, Call("Plain"))

    one = stage[1]
    turn = iter(range(100))

    class Turning(dict[str, Any]):
        def get(self, key: str, default: Any = None) -> Any:
            if key == "body":
                return one.filled({"value": [1], "nextLink": links[next(turn) % len(links)]})
            return super().get(key, default)

    async def talk(gateway: Started) -> Any:
        one.service.says = Turning()
        return await work(gateway.gateway)  # type: ignore[arg-type]

    found = play(stage, {}, talk)
    assert found.reason == (reason or "the link nextLink leads to a page that was there already")
    assert len(found.results) == pages


def test_event_stream_of_a_tool_server_that_never_ends(stage, monkeypatch):
    """What has come until then is no whole answer: 504, as for any other service that is too slow."""

    async def work(gateway: Gateway) -> str:
        session = McpSession(gateway, named_operation(gateway.connector, "PlainPost"))
        with pytest.raises(McpFailure) as fault:
            await session.open()
        assert SECRET not in repr([[*result.trace] for result in session.results])
        return fault.value.message

    message = through(stage, ENDLESS, work, seconds=0.2)
    expected = "the server answers 504 with error 504: GatewayTimeout: HOST did not answer in time"
    assert re.sub(r"127\.0\.0\.1:\d+", "HOST", message) == expected


def test_events_that_pass_through_end_with_the_time_of_the_call(stage):
    async def talk(gateway: Started) -> Answer:
        return await asked(gateway.port, {"call": "GET /plain"})

    answer = play(stage, ENDLESS, talk, seconds=0.2)
    assert (answer.status, answer.whole, answer.body) == (200, False, b"data: {}\n\n")

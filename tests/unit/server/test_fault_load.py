"""Many clients, slow ones and such that go away: every call is answered, and no body is held as a whole."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from tests.gateway_faults import client
from tests.gateway_faults.client import asked
from tests.gateway_faults.hostile import faults
from tests.gateway_faults.large_bodies import measured
from tests.gateway_faults.stage import Settings

GET = {"call": "GET /plain"}
MEGABYTE = 1024 * 1024


def test_500_clients_at_once_are_all_answered(stage):
    runner, one = stage
    one.service.says = {"body": {"id": 1}}

    async def talk() -> list[Any]:
        gateway = await one.gateway(Settings())
        return await asyncio.gather(*(asked(gateway.port, GET) for _ in range(500)))

    answers = runner.run(talk())
    assert [answer.status for answer in answers] == [200] * 500
    assert {answer.body for answer in answers} == {b'{"id": 1}'}


@pytest.mark.parametrize("path", ["/plain", "/change", "/script/forward"])
def test_client_that_goes_away_ends_the_call_of_the_service(stage, path, request):
    if "/script" in path:
        request.getfixturevalue("mono")
    runner, one = stage
    one.service.says = {"first": "silence"}

    async def talk() -> None:
        gateway = await one.gateway(Settings())
        one.service.reached.clear()
        one.service.left.clear()
        _, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
        writer.write(request_of(f"GET {path}"))
        async with asyncio.timeout(10):
            await one.service.reached.wait()
            writer.close()
            await one.service.left.wait()

    runner.run(talk())


def request_of(call: str) -> bytes:
    return client.request({"call": call})


def test_client_that_goes_away_in_the_middle_of_a_large_answer_ends_the_call_of_the_service(stage):
    runner, one = stage
    one.service.says = {"random": 3 * MEGABYTE, "then": "silence", "framed": "none"}

    async def talk() -> None:
        gateway = await one.gateway(Settings())
        one.service.left.clear()
        reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
        writer.write(request_of("GET /plain"))
        await reader.readexactly(1000)
        writer.transport.abort()
        async with asyncio.timeout(10):
            await one.service.left.wait()

    runner.run(talk())


def test_slow_client_delays_no_other_call(stage):
    """One client stops in the middle of its request, another does not read its answer."""
    runner, one = stage

    async def talk() -> list[int]:
        gateway = await one.gateway(Settings())
        one.service.says = {"random": 3 * MEGABYTE}
        one.service.reached.clear()
        _, lazy = await asyncio.open_connection("127.0.0.1", gateway.port, limit=1024)
        lazy.write(request_of("GET /plain"))
        _, half = await asyncio.open_connection("127.0.0.1", gateway.port)
        half.write(request_of("GET /plain")[:30])
        await one.service.reached.wait()
        one.service.says = {"body": {"id": 1}}
        answers = [await asked(gateway.port, GET) for _ in range(5)]
        lazy.close()
        half.close()
        return [answer.status for answer in answers]

    assert runner.run(talk()) == [200] * 5


@pytest.mark.parametrize("path", ["/plain", "/change"])
def test_request_whose_body_stops_is_given_up(stage, path, monkeypatch):
    """The library says nothing of a broken chunk behind a good one, so that it looks like a body that stops."""
    monkeypatch.setattr("connectorsmith.server.http_server.PATIENCE", 0.1)
    runner, one = stage
    one.service.says = {"body": {"id": 1}}
    head = f"POST /apim/faults/team{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"

    async def talk() -> bytes:
        gateway = await one.gateway(Settings())
        reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
        writer.write(f"{head}Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n".encode())
        await reader.readuntil(b"100 Continue\r\n\r\n")
        writer.write(b"2\r\n{}\r\nzz\r\n")
        found = await reader.readuntil(b"}}")
        writer.close()
        return found

    answer = runner.run(talk())
    assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert b"nothing of the request's body came for 0.1 seconds" in answer


def test_more_calls_of_scripts_than_processes_wait_for_their_turn(stage, mono):
    """There are two processes; six calls come at once."""
    runner, one = stage
    one.service.says = {"body": {"id": 1}}

    async def talk() -> list[int]:
        gateway = await one.gateway(Settings())
        answers = await asyncio.gather(*(asked(gateway.port, {"call": "GET /script/forward"}) for _ in range(6)))
        return [answer.status for answer in answers]

    assert runner.run(talk()) == [200] * 6


@pytest.mark.parametrize(
    ("call", "status", "message"),
    [
        ("POST /script", 413, "the request has more than 2,000 bytes"),
        ("POST /change", 413, "the request has more than 2,000 bytes"),
        ("GET /change", 502, "the answer of the service has more than 2,000 bytes"),
        ("GET /script/forward", 502, "the answer of the service has more than 2,000 bytes"),
    ],
)
def test_body_that_is_read_as_a_whole_has_a_largest_size(stage, call, status, message, monkeypatch, request):
    if "/script" in call:
        request.getfixturevalue("mono")
    runner, one = stage
    one.service.says = {"random": 1_500_000}
    monkeypatch.setattr("connectorsmith.runtime.message.MOST_BYTES", 2000)

    async def talk() -> Any:
        gateway = await one.gateway(Settings())
        body = {"body": "x", "repeat": 3000} if call.startswith("POST") else {}
        return await asked(gateway.port, {"call": call, **body})

    answer = runner.run(talk())
    assert answer.status == status
    assert json.loads(answer.body)["error"]["message"] == message


def test_50_megabytes_both_ways_take_no_memory_of_their_size():
    """The gateway runs in a process of its own; its memory is compared before and after."""
    size = 50 * MEGABYTE
    found = asyncio.run(measured(size))
    assert (found.sent, found.came) == (size, size)
    assert found.grown < size / 4


def test_hostile_calls_have_an_answer_and_show_no_secret(stage, mono):
    """``python -m tests.gateway_faults`` makes many more of them."""
    runner, one = stage
    assert runner.run(faults(one, 1, 120)) == []

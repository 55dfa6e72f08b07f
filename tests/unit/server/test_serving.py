"""A connector on a real socket: addresses, definitions, Power Fx, flows, and what is recorded."""

from __future__ import annotations

import asyncio
import json
import signal

import pytest
from tests.unit.server.gateway_case import sent, serve, value, workspace

from connectorsmith.connector_tests.read_cases import read_cases
from connectorsmith.runtime.message import Request, Response, header, read
from connectorsmith.server.backends import choice_of
from connectorsmith.server.callbacks import misfit_texts
from connectorsmith.server.http_server import HttpServer
from connectorsmith.server.serving import stopped_by_signals


@pytest.fixture
def root(tmp_path):
    return workspace(tmp_path)


def test_call_runs_through_the_connector(root):
    async def talk(client):
        return await client("GET", "/apim/orders/test/orders/a%2Fb?q=%7E")

    response, heard = serve(root, talk)
    assert response.status == 200
    [request] = sent(heard)
    assert request.url == "https://api.example.com/v1/orders/a%2Fb?q=%7E"
    assert header(request.headers, "X-Region") == "eu"
    assert header(request.headers, "X-Key") == "***"


def test_credentials_and_marks_of_the_caller_stay_behind(root):
    given = {
        "Authorization": "Bearer of-the-caller",
        "Cookie": "a=1",
        "Origin": "http://localhost",
        "Referer": "http://x",
    }

    async def talk(client):
        return await client("GET", "/apim/orders/test/orders/7", headers=given)

    _, heard = serve(root, talk)
    [request] = sent(heard)
    assert [name for name in given if header(request.headers, name) is not None] == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/apim/order/test/orders", "there is no connector order: did you mean orders?"),
        ("/apim/orders/tset/orders", "there is no connection of orders tset: did you mean test?"),
        ("/elsewhere", "write an address as /apim/<connector>/<connection>/<path>; GET / lists them"),
        ("/callbacks/none", "a notification is a POST"),
    ],
)
def test_address_of_nothing_says_what_there_is(root, path, message):
    async def talk(client):
        return await client("GET", path)

    response, _ = serve(root, talk)
    assert value(response)["error"]["message"] == message


def test_path_of_no_operation_is_not_found(root):
    async def talk(client):
        return await client("GET", "/apim/orders/test/nothing")

    response, _ = serve(root, talk)
    assert response.status == 404


def test_definition_leads_here_and_asks_for_no_credentials(root):
    async def talk(client):
        listed = value(await client("GET", "/"))["connections"]
        definition = value(await client("GET", "/apim/orders/test/apiDefinition.swagger.json"))
        return client.address, listed, definition

    (address, [connection], definition), _ = serve(root, talk)
    assert connection["definition"] == f"{address}/apim/orders/test/apiDefinition.swagger.json"
    assert f"{definition['schemes'][0]}://{definition['host']}{definition['basePath']}" == connection["address"]
    assert not {"security", "securityDefinitions"} & set(definition)
    assert "/orders/{id}" in definition["paths"]


def test_generated_definition_works_with_only_its_host_exchanged(root):
    async def talk(client):
        return await client("GET", "/v1/orders/7")

    response, heard = serve(root, talk)
    assert response.status == 200
    assert [request.url for request in sent(heard)] == ["https://api.example.com/v1/orders/7"]


@pytest.mark.parametrize(
    ("place", "url"),
    [("/invoke", "/apim/orders/test/orders/7?x=1"), ("/apim/orders/test/invoke", "/orders/7?x=1")],
)
def test_power_fx_calls_with_headers(root, place, url):
    given = {
        "x-ms-request-method": "GET",
        "x-ms-request-url": url,
        "x-ms-user-agent": "PowerFx/1.5",
        "Authorization": "Bearer x",
    }

    async def talk(client):
        return await client("POST", place, b"", given)

    response, heard = serve(root, talk)
    assert response.status == 200
    [request] = sent(heard)
    assert (request.method, request.url) == ("GET", "https://api.example.com/v1/orders/7?x=1")
    assert header(request.headers, "x-ms-user-agent") == "PowerFx/1.5"
    assert header(request.headers, "x-ms-request-url") is None


def test_power_fx_call_that_is_none_is_refused(root):
    async def talk(client):
        return await client("POST", "/invoke", b"", {"x-ms-request-method": "GET", "x-ms-request-url": "orders"})

    response, _ = serve(root, talk)
    assert response.status == 400


FLOW = {"connector": "orders", "connection": "test", "operation": "Hook", "inputs": {"body/note": "A"}}


def test_flow_is_registered_notified_and_removed(root):
    async def talk(client):
        saved = value(await client("PUT", "/flows/f1", FLOW))
        listed = value(await client("GET", "/flows"))
        notified = await client("POST", "/callbacks/f1", {"order": {"id": 7}})
        unknown = await client("POST", "/callbacks/f2", {})
        removed = value(await client("DELETE", "/flows/f1"))
        left = value(await client("GET", "/flows"))
        return client.address, saved, listed, notified.status, unknown.status, removed, left

    (address, saved, listed, notified, unknown, removed, left), _ = serve(root, talk)
    assert saved["callback"] == f"{address}/callbacks/f1"
    assert (saved["status"], listed["f1"]["location"]) == (201, saved["location"])
    assert (notified, unknown) == (202, 404)
    assert (removed["status"], left) == (200, {})


def test_notification_that_does_not_fit_is_reported(root):
    arrived = []

    async def talk(client):
        await client("PUT", "/flows/f1", FLOW)
        return await client("POST", "/callbacks/f1", {"order": {"id": "seven"}})

    serve(root, talk, arrived=lambda flow, _, notified: arrived.append((flow, notified.runs, misfit_texts(notified))))
    assert arrived == [("f1", 1, ["body/order/id is string, not integer"])]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PUT", "/flows/f1", {**FLOW, "operation": "Hok"}, 400),
        ("PUT", "/flows/f1", {"connector": "orders"}, 400),
        ("PUT", "/flows/f1", {**FLOW, "operation": "Read"}, 400),
        ("POST", "/flows/f1", FLOW, 400),
        ("PUT", "/flows/f1", {**FLOW, "connection": "work"}, 404),
        ("PUT", "/flows/", FLOW, 404),
        ("DELETE", "/flows/f1", None, 404),
        ("PATCH", "/flows/f1", None, 405),
    ],
)
def test_flow_that_cannot_be_is_refused(root, method, path, body, status):
    async def talk(client):
        return await client(method, path, body)

    response, _ = serve(root, talk)
    assert response.status == status


def test_registration_outlives_the_server(root):
    async def save(client):
        return await client("PUT", "/flows/f1", FLOW)

    async def remove(client):
        return await client("DELETE", "/flows/f1")

    serve(root, save)
    response, _ = serve(root, remove)
    assert response.status == 200


def test_recorded_calls_are_cases_that_answer_again(root, tmp_path):
    file = tmp_path / "calls.yaml"

    async def talk(client):
        return [
            await client("GET", "/apim/orders/test/orders/7"),
            await client("POST", "/apim/orders/test/orders", {"state": "new"}),
        ]

    first, _ = serve(root, talk, record=file)
    found = read_cases(file)
    assert found.diagnostics == ()
    assert [(case.name, case.call.inputs) for case in found.cases] == [
        ("Read", {"id": "7"}),
        ("Create", {"order": {"state": "new"}}),
    ]
    second, heard = serve(root, talk, backend=choice_of(f"recorded {file}"))
    assert [json.loads(response.body) for response in second] == [json.loads(response.body) for response in first]
    assert [response.status for response in second] == [200, 201]
    assert len(heard) == 2


class Echo:
    """A service that answers with the body that it gets."""

    async def answer(self, request: Request) -> Response:
        return Response(201, (("Content-Type", "application/json"),), (await read(request)).body)


def behind(root, talk):
    """What a talk gives with a real service behind the connector, which echoes."""

    async def run():
        async with HttpServer(Echo(), "127.0.0.1", 0) as echo:
            return await asyncio.to_thread(lambda: serve(root, talk, backend=choice_of(f"{echo.address}/there")))

    return asyncio.run(run())


def test_other_address_takes_the_place_of_the_service(root):
    async def talk(client):
        return await client("POST", "/apim/orders/test/orders", {"state": "new"})

    response, heard = behind(root, talk)
    assert (response.status, response.body) == (201, b'{"state": "new"}')
    assert [request.url for request in sent(heard)] == ["https://api.example.com/v1/orders"]


def test_large_bodies_pass_in_pieces_and_nothing_of_them_is_lost(root):
    """The small connector reads no body, so that its requests and answers are streams."""
    content = json.dumps({"state": "x" * (3 * 1024 * 1024)}).encode()

    async def talk(client):
        return await client("POST", "/apim/orders/test/orders", content)

    response, heard = behind(root, talk)
    assert (response.status, response.body) == (201, content)
    [step] = [step for _, _, result in heard for step in result.trace if step.kind == "send"]
    assert step.after.body == b""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_server_ends_with_the_terminal_and_on_request(name):
    number = getattr(signal, name)

    async def wait() -> None:
        stop = stopped_by_signals()
        signal.raise_signal(number)
        await asyncio.wait_for(stop.wait(), 10)

    before = signal.signal(number, signal.SIG_DFL)  # the tests may run under nohup
    try:
        asyncio.run(wait())
    finally:
        signal.signal(number, before)


def test_ignored_hangup_stays_ignored():
    async def handler() -> object:
        stopped_by_signals()
        return signal.getsignal(signal.SIGHUP)

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert asyncio.run(handler()) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)

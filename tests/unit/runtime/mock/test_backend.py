"""The mock keeps what it is given, refuses what does not fit, and fails on demand."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from tests.unit.runtime.stand_ins import connector as from_swagger

from connectorsmith import load
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Request, Response, header, read
from connectorsmith.runtime.mock.backend import MockBackend, MockOptions
from connectorsmith.runtime.mock.faults import MockFault, fault_of
from connectorsmith.runtime.mock.hooks import Hook

ROOT = Path(__file__).parents[3] / "cases" / "mock"
BASE = "https://shop.example/v1"


@pytest.fixture(scope="module")
def connector():
    return load("shop", ROOT)


@pytest.fixture
def ask(connector):
    """Send a request to one mock; a body is JSON. Gives the status and the body."""
    mock = MockBackend(connector)

    def send(method, path, body=None, **headers):
        response = answer(mock, method, path, body, **headers)
        return response.status, json.loads(response.body) if response.body else None

    send.mock = mock
    return send


def answer(mock, method, path, body=None, **headers) -> Response:
    content = b"" if body is None else json.dumps(body).encode()
    url = path if "://" in path else BASE + path
    given = tuple((name.replace("_", "-"), value) for name, value in headers.items())

    async def exchange():
        return await read(await mock.send(Request(method, url, given, content)))

    return asyncio.run(exchange())


def test_what_is_created_is_listed_and_read_until_it_is_removed(ask):
    status, created = ask("POST", "/shops/1/orders", {"title": "Chairs", "amount": 7.5, "tags": ["a"]})
    assert (status, created["title"], created["amount"], created["tags"]) == (201, "Chairs", 7.5, ["a"])
    before = ask("GET", "/shops/1/orders")[1]
    assert created in before["data"]
    assert before["count"] == len(before["data"]) == 3
    place = f"/shops/1/orders/{created['id']}"
    assert ask("GET", place) == (200, created)
    assert ask("DELETE", place) == (204, None)
    assert ask("GET", place)[0] == 404
    assert ask("DELETE", place)[0] == 404
    assert ask("GET", f"{place}/lines")[0] == 404
    assert created not in ask("GET", "/shops/1/orders")[1]["data"]


def test_what_is_listed_from_the_beginning_can_be_read_changed_and_removed(ask):
    first, second = ask("GET", "/shops/1/orders")[1]["data"]
    place = f"/shops/1/orders/{first['id']}"
    assert ask("GET", place) == (200, first)
    assert ask("PATCH", place, {"title": "Tables"})[1] == {**first, "title": "Tables"}
    assert ask("GET", place)[1]["title"] == "Tables"
    assert ask("GET", "/shops/1/orders")[1]["data"] == [{**first, "title": "Tables"}, second]
    ask("DELETE", place)
    assert ask("GET", "/shops/1/orders")[1]["data"] == [second]


def test_collections_with_other_values_in_their_path_are_others(ask):
    ask("POST", "/shops/1/orders", {"title": "Chairs"})
    assert "Chairs" not in [one["title"] for one in ask("GET", "/shops/2/orders")[1]["data"]]


def test_new_things_have_ids_of_their_own_and_an_address(ask):
    ids = {ask("POST", "/shops/1/orders", {})[1]["id"] for _ in range(5)}
    assert len(ids) == 5
    response = answer(ask.mock, "POST", "/shops/1/orders", {})
    assert header(response.headers, "Location") == f"{BASE}/shops/1/orders/{json.loads(response.body)['id']}"


def test_thing_inside_an_answer(ask):
    created = ask("POST", "/shops", {"title": "Corner"})[1]["data"]
    assert created["title"] == "Corner"
    assert ask("GET", f"/shops/{created['id']}")[1]["shop"] == created


def test_body_that_is_nested_too_deeply(ask):
    body = {"title": "the innermost"}
    for _ in range(190):
        body = {"inside": [body]}
    status, answered = ask("POST", "/shops", body)
    assert (status, answered["error"]["message"]) == (400, "the body is nested too deeply")


def test_value_that_does_not_fit_is_not_shown(connector):
    mock = MockBackend(connector, MockOptions(checks=False))
    created = json.loads(answer(mock, "POST", "/shops/1/orders", {"title": 7, "other": 1}).body)
    assert isinstance(created["title"], str)
    assert "other" not in created


def test_list_has_no_next_page(ask):
    assert "next" not in ask("GET", "/shops/1/orders")[1]


ANSWER = {"type": "object", "properties": {"n": {"type": "integer", "example": 1}}}


@pytest.mark.parametrize(
    ("operation", "response", "expected"),
    [
        ({}, {}, {"n": 1}),
        ({}, {"examples": {"text/plain": "n", "application/vnd.shop+json": {"n": 2}}}, {"n": 2}),
        ({}, {"examples": {"application/json": {"n": 2}}, "x-ms-examples": {"application/json": {"n": 3}}}, {"n": 3}),
        ({"x-ms-examples": {"a": {"responses": {"200": {"body": {"n": 4}}}}}},
         {"examples": {"application/json": {"n": 2}}}, {"n": 4}),
        ({"x-ms-examples": {"elsewhere": {"$ref": "./a.json"}}}, {}, {"n": 1}),
        ({}, {"examples": {"application/json": {"n": "none"}}}, {"n": 1}),
    ],
    ids=["of a schema", "of a response", "x-ms-examples", "of the operation", "in another file", "that does not fit"],
)  # fmt: skip
def test_examples_come_first(operation, response, expected):
    read = {"operationId": "Read", "responses": {"200": {"description": "", "schema": ANSWER, **response}}, **operation}
    mock = MockBackend(from_swagger({"paths": {"/read": {"get": read}}}))
    assert json.loads(answer(mock, "GET", "https://api.example.com/v1/read").body) == expected


def test_example_is_the_answer(ask):
    assert ask("GET", "/ping") == (200, {"state": "up"})


def test_operation_that_other_ones_take_their_fields_from_answers_a_form(ask):
    answered = ask("GET", "/fields")[1]
    assert answered["schema"]["properties"]["title"] == {"type": "string", "x-ms-summary": "Title"}
    assert isinstance(answered["id"], str)


def test_webhook_is_kept_by_its_location(ask):
    response = answer(ask.mock, "POST", "/hooks", {"url": "https://flow.example/1"})
    location = header(response.headers, "Location")
    assert location == f"{BASE}/hooks/{json.loads(response.body)['id']}"
    assert ask.mock.hooks == (Hook("OnOrder", "https://flow.example/1", location),)
    assert ask("DELETE", location)[0] == 200
    assert ask.mock.hooks == ()
    assert ask("DELETE", location)[0] == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "reason"),
    [
        ("GET", "/shops/1/orders?limit=x", None, "query parameter limit is not an integer"),
        ("GET", "/shops/1/orders?limit=0", None, "query parameter limit 0 is less than the minimum of 1"),
        ("GET", f"/shops/1/orders?limit={'[' * 5_000}", None, "query parameter limit is not an integer"),
        ("GET", "/shops/1/orders/x", None, "path parameter order_id is not an integer"),
        ("POST", "/shops/1/orders", None, "the body is missing"),
        ("POST", "/shops/1/orders", {"title": 7}, "body/title is integer, not string"),
    ],
)
def test_request_that_does_not_fit_is_refused(ask, method, path, body, reason):
    status, answered = ask(method, path, body)
    assert (status, answered) in [
        (400, {"error": {"code": 400, "message": reason}}),
        (400, {"status": 400, "detail": reason}),
    ]


def test_body_that_is_not_json(connector):
    mock = MockBackend(connector)
    response = asyncio.run(mock.send(Request("POST", f"{BASE}/shops/1/orders", (), b"{")))
    assert response.status == 400
    assert json.loads(response.body)["error"]["message"].startswith("the body is not JSON: ")


def test_path_that_no_operation_has(ask):
    assert ask("GET", "/nothing") == (404, {"error": {"code": 404, "message": "no operation has the path /v1/nothing"}})


def test_method_that_a_path_does_not_have(ask):
    response = answer(ask.mock, "PUT", "/ping")
    assert (response.status, header(response.headers, "Allow")) == (405, "GET")


def test_path_that_no_operation_has_goes_on(connector):
    class Other:
        async def send(self, request):
            return Response(218)

    assert answer(MockBackend(connector, otherwise=Other()), "GET", "/nothing").status == 218


@pytest.mark.parametrize("base", ["https://shop.example", "https://other.example/api/v2"])
def test_base_path_may_be_another_one(ask, base):
    assert ask("GET", f"{base}/ping") == (200, {"state": "up"})


def test_other_base_path_is_part_of_what_is_created_there(ask):
    base = "https://other.example/shops/orders"
    created = answer(ask.mock, "POST", f"{base}/shops/1/orders", {"title": "Chairs"})
    location = header(created.headers, "Location")
    assert location == f"{base}/shops/1/orders/{json.loads(created.body)['id']}"
    assert ask("GET", location)[1]["title"] == "Chairs"
    hook = header(answer(ask.mock, "POST", f"{base}/hooks", {"url": "https://flow.example/1"}).headers, "Location")
    assert hook.startswith(f"{base}/hooks/")
    assert ask("DELETE", hook)[0] == 200
    assert ask.mock.hooks == ()


def test_fault_by_header(ask):
    status, body = ask("GET", "/shops/1/orders/7", x_mock_fault="429")
    assert (status, body["error"]["code"]) == (429, 429)
    response = answer(ask.mock, "GET", "/shops/1/orders/7", x_mock_fault="503")
    assert (response.status, header(response.headers, "Retry-After")) == (503, "5")
    assert ask("GET", "/shops/1/orders/7", x_mock_fault="404")[1] == {
        "status": 404, "detail": "the mock answers 404, as it was asked to"
    }  # fmt: skip


def test_fault_for_a_share_of_requests(connector):
    mock = MockBackend(connector, MockOptions(faults=(MockFault(500, 20),)))
    statuses = [answer(mock, "GET", "/ping").status for _ in range(10)]
    assert [number for number, status in enumerate(statuses) if status == 500] == [4, 9]


def test_slow_answer(connector):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    mock = MockBackend(connector, MockOptions(seconds=3), sleep=sleep)
    assert answer(mock, "GET", "/ping", x_mock_fault="slow").status == 200
    assert waited == [3]


@pytest.mark.parametrize(("fault", "kind"), [("cut-off", "cut-off"), ("refused", "refused"), ("timeout", "timeout")])
def test_fault_without_a_whole_answer(ask, fault, kind):
    with pytest.raises(BackendFailure) as failure:
        ask("GET", "/ping", x_mock_fault=fault)
    assert failure.value.kind == kind


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("429", MockFault(429)), ("503:5%", MockFault(503, 5)), (" Slow ", MockFault("slow")),
        ("cut-off:50%", MockFault("cut-off", 50)),
        ("", None), ("200", None), ("slow:101%", None), ("gone", None),
    ],
)  # fmt: skip
def test_switch(text, fault):
    assert fault_of(text) == fault


@pytest.mark.parametrize(
    ("message", "result"),
    [
        (
            {"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}},
            {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
             "serverInfo": {"name": "mock", "version": "1.0"}},
        ),
        (
            {"id": "a", "method": "tools/call", "params": {"name": "echo", "arguments": {"text": "hello"}}},
            {"content": [{"type": "text", "text": "hello"}], "isError": False},
        ),
        (
            {"id": 2, "method": "tools/call", "params": {"name": "sing"}},
            {"content": [{"type": "text", "text": "there is no tool sing"}], "isError": True},
        ),
        ({"id": 3, "method": "ping"}, {}),
    ],
)  # fmt: skip
def test_mcp(ask, message, result):
    assert ask("POST", "/mcp", {"jsonrpc": "2.0", **message}) == (
        200, {"jsonrpc": "2.0", "id": message["id"], "result": result}
    )  # fmt: skip


def test_mcp_lists_its_tool_and_takes_notifications(ask):
    listed = ask("POST", "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/list"})[1]
    assert [tool["name"] for tool in listed["result"]["tools"]] == ["echo"]
    assert ask("POST", "/mcp", {"jsonrpc": "2.0", "method": "notifications/initialized"}) == (202, None)


@pytest.mark.parametrize(("body", "code"), [({"id": 1, "method": "sing"}, -32601), ([], -32600)])
def test_mcp_says_what_it_does_not_know(ask, body, code):
    assert ask("POST", "/mcp", body)[1]["error"]["code"] == code

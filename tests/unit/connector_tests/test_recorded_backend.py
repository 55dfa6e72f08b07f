"""Recorded answers as backends: in the order of a case, and those that fit."""

from __future__ import annotations

import asyncio

import pytest

from connectorsmith.connector_tests.recorded_backend import ExpectedBackend, RecordedBackend
from connectorsmith.connector_tests.taught_backend import TaughtBackend
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import Request, Response

BASE = "https://api.example.com/v1"
OTHER = [
    {"call": "GET /orders/7", "answer": {"body": {"id": 7}}},
    {"call": "GET /orders/7", "answer": {"status": 404}},
    {"call": "GET /orders?page=2", "answer": {"body": "second"}},
    {"call": "GET /orders", "answer": {"body": "any"}},
    {"call": "GET https://files.example.com/7", "answer": {"base64": "AAEC", "headers": {"X-Old": 1, "X-None": None}}},
    {"call": "GET /down", "answer": {"fails": "timeout"}},
]


def ask(backend, *calls: str) -> list[object]:
    """The status and the body of each answer, or the kind of the failure."""

    async def run():
        found: list[object] = []
        for call in calls:
            method, url = call.split(" ")
            try:
                response = await backend.send(Request(method, url if "://" in url else BASE + url))
                found.append((response.status, response.body))
            except BackendFailure as failure:
                found.append(failure.kind)
        return found

    return asyncio.run(run())


def test_answers_that_fit_come_in_turn_and_the_last_one_stays():
    backend = RecordedBackend(OTHER, BASE)
    assert ask(backend, *["GET /orders/7"] * 3) == [(200, b'{"id": 7}'), (404, b""), (404, b"")]


def test_query_counts_only_where_it_is_recorded():
    backend = RecordedBackend(OTHER, BASE)
    assert ask(backend, "GET /orders?page=3", "GET /orders?page=2") == [(200, b"any"), (200, b"second")]


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("GET https://files.example.com/7", (200, b"\x00\x01\x02")),
        ("GET /down", "timeout"),
        ("POST /orders", "unanswered"),
        ("GET https://other.example.com/v1/orders", "unanswered"),
    ],
)
def test_each_call_has_its_own_answer(call, found):
    assert ask(RecordedBackend(OTHER, BASE), call) == [found]


def test_answers_of_a_case_come_in_its_order_and_requests_are_kept():
    backend = ExpectedBackend(OTHER[:2])
    assert ask(backend, "GET /a", "GET /b", "GET /c") == [(200, b'{"id": 7}'), (404, b""), "unanswered"]
    assert [request.url for request in backend.received] == [f"{BASE}/a", f"{BASE}/b", f"{BASE}/c"]


def test_headers_are_those_that_are_recorded():
    async def run() -> Response:
        return await RecordedBackend(OTHER, BASE).send(Request("GET", "https://files.example.com/7"))

    assert asyncio.run(run()).headers == (("X-Old", "1"),)


def test_taught_backend_answers_what_is_like_a_recorded_call():
    exchanges = [*OTHER, {"call": "GET /", "answer": {"body": "root"}}]
    backend = TaughtBackend([one for one in exchanges if "fails" not in one["answer"]], BASE)
    asked = [
        "GET /orders/8",
        "GET https://other.example.com/orders/9",
        "GET /orders?page=2",
        "GET /nothing",
        "PUT /orders/7",
    ]
    assert ask(backend, *asked) == [
        (200, b'{"id": 7}'),
        (200, b'{"id": 7}'),
        (200, b"second"),
        "unanswered",
        "unanswered",
    ]
    assert ask(backend, "GET https://other.example.com/a/b/c/d") == ["unanswered"]

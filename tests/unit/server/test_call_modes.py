"""Calls that take more than one request: pages, chunks, and results that are due later."""

from __future__ import annotations

import asyncio
import json

from connectorsmith.connector_tests.recorded_backend import ExpectedBackend
from connectorsmith.connector_tests.virtual_time import MemoryStore, VirtualClock, VirtualCounter
from connectorsmith.importers import swagger
from connectorsmith.model import Connector
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.server.call_modes import every_page, to_the_end

HERE = "http://localhost/apim/c/test"
DONE = {"body": {"done": True}}
CONNECTOR = Connector("c", **swagger.definition({
    "swagger": "2.0",
    "host": "api.example.com",
    "schemes": ["https"],
    "paths": {
        "/list": {"get": {"operationId": "List", "x-ms-pageable": {"nextLinkName": "next"}, "responses": {}}},
        "/job": {"post": {"operationId": "Job", "responses": {}}, "get": {"operationId": "State", "responses": {}}},
        "/file": {"get": {"operationId": "File", "x-ms-capabilities": {"chunkTransfer": True}, "responses": {}}},
    },
}))  # fmt: skip


def run(work, *answers):
    """What work gives with a gateway whose service gives these answers, and what it was asked."""
    backend, clock = ExpectedBackend([{"answer": one} for one in answers]), VirtualClock()
    counter = VirtualCounter(clock)
    gateway = Gateway(CONNECTOR, Connection("test"), backend, counter, clock, MemoryStore(), address=HERE)
    result = asyncio.run(work(gateway))
    return result, [f"{request.method} {request.url}" for request in backend.received]


def test_pages_become_one_answer():
    lines = []
    pages = ({"body": {"value": [1, 2], "next": f"{HERE}/list?p=2"}}, {"body": {"value": [3]}})
    result, asked = run(lambda gateway: every_page(gateway, Call("List"), lines.append), *pages)
    assert json.loads(result.response.body) == {"value": [1, 2, 3]}
    assert asked == ["GET https://api.example.com/list", "GET https://api.example.com/list?p=2"]
    assert lines == ["pages: 2, items: 3; there is no next, so this is the last page"]
    assert sum(step.kind == "send" for step in result.trace) == 2


def test_page_that_fails_is_the_answer():
    pages = ({"body": {"value": [1], "next": f"{HERE}/list?p=2"}}, {"status": 429})
    result, _ = run(lambda gateway: every_page(gateway, Call("List"), lambda _: None), *pages)
    assert result.response.status == 429


def test_result_that_is_due_later_is_waited_for():
    lines = []
    first = {"status": 202, "headers": {"Location": f"{HERE}/job", "Retry-After": 0}}
    operation = CONNECTOR.operation("Job")
    result, asked = run(lambda gateway: to_the_end(gateway, operation, Call("Job"), lines.append), first, DONE)
    assert json.loads(result.response.body) == {"done": True}
    assert asked == ["POST https://api.example.com/job", "GET https://api.example.com/job"]
    assert lines == ["the answer is 202: asking again in 0 seconds"]


def test_file_comes_in_chunks():
    parts = (
        {"status": 206, "headers": {"Content-Range": "bytes 0-3/6"}, "body": "abcd"},
        {"status": 206, "headers": {"Content-Range": "bytes 4-5/6"}, "body": "ef"},
    )
    operation = CONNECTOR.operation("File")
    result, asked = run(lambda gateway: to_the_end(gateway, operation, Call("File"), lambda _: None), *parts)
    assert (result.response.status, result.response.body) == (200, b"abcdef")
    assert len(asked) == 2

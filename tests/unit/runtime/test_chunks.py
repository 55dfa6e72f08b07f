"""Bodies in chunks, both ways: what is announced, what is sent and fetched, and what ends it early."""

from __future__ import annotations

import asyncio

import pytest
from tests.unit.runtime.stand_ins import ADDRESS, Service, connector, gateway, ok

from connectorsmith.runtime import chunks
from connectorsmith.runtime.chunks import ChunkedTransfer, download, takes_chunks, upload
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.message import Request, Response, header

PUT = {
    "operationId": "Put",
    "consumes": ["text/plain"],
    "parameters": [{"name": "file", "in": "body", "schema": {"type": "string"}}],
    "x-ms-capabilities": {"chunkTransfer": True},
    "responses": {},
}
PART = {
    "operationId": "Part",
    "responses": {},
    "parameters": [{"name": "id", "in": "path", "required": True, "type": "string"}],
}
GET = {"operationId": "Get", "responses": {}}
PATHS = {"/files": {"post": PUT, "get": GET}, "/parts/{id}": {"patch": PART}}
LOCATION = ("Location", f"{ADDRESS}/parts/7")


def sent(*answers: Response, size: int = 4) -> tuple[ChunkedTransfer, Service]:
    service = Service(*answers)
    one = gateway(connector({"paths": PATHS}), service)
    return asyncio.run(upload(one, Call("Put", {"body": "0123456789"}), size)), service


def test_upload_announces_and_sends_every_chunk():
    found, service = sent(ok(b"", LOCATION), ok(), ok(), ok(b"done"))
    assert (found.reason, found.result.response.body, len(found.earlier)) == (None, b"done", 3)
    first, *chunks = service.asked
    assert (first.method, first.body) == ("POST", b"")
    assert (header(first.headers, "x-ms-transfer-mode"), header(first.headers, "x-ms-content-length")) == (
        "chunked",
        "10",
    )
    assert [request.url for request in chunks] == ["https://api.example.com/v1/parts/7"] * 3
    assert [(request.method, request.body, header(request.headers, "Content-Range")) for request in chunks] == [
        ("PATCH", b"0123", "bytes=0-3/10"),
        ("PATCH", b"4567", "bytes=4-7/10"),
        ("PATCH", b"89", "bytes=8-9/10"),
    ]
    assert {header(request.headers, "Content-Type") for request in chunks} == {"text/plain"}


def test_upload_takes_the_size_and_goes_on_from_what_arrived():
    found, service = sent(ok(b"", LOCATION, ("x-ms-chunk-size", "6")), ok(b"", ("Range", "bytes=0-4")), ok())
    assert found.reason is None
    assert [request.body for request in service.asked[1:]] == [b"012345", b"56789"]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([ok(status=404)], "the service does not take chunks: it answers the announcement without a Location"),
        ([ok()], "the service does not take chunks: it answers the announcement without a Location"),
        ([ok(b"", LOCATION), ok(status=500)], "the chunk from byte 0 is answered 500"),
        ([ok(b"", LOCATION), ok(), ok(b"", ("Range", "bytes=0-3"))], "the service acknowledges no byte from 4 on"),
    ],
)
def test_upload_that_ends_early(answers, reason):
    assert sent(*answers)[0].reason == reason


def part(content: bytes, start: int, total: int | str) -> Response:
    where = ("Content-Range", f"bytes {start}-{start + len(content) - 1}/{total}")
    return Response(206, (where, ("Content-Type", "text/plain")), content)


def fetched(*answers: Response) -> tuple[ChunkedTransfer, list[Request]]:
    service = Service(*answers)
    return asyncio.run(download(gateway(connector({"paths": PATHS}), service), Call("Get"))), service.asked


def test_download_fetches_the_rest():
    found, asked = fetched(part(b"0123", 0, 6), part(b"45", 4, 6))
    assert found.result.response == Response(200, (("Content-Type", "text/plain"),), b"012345")
    assert [header(request.headers, "Range") for request in asked] == [None, "bytes=4-"]


def test_download_in_one_piece():
    found, _ = fetched(ok(b"all"))
    assert (found.result.response.body, found.reason, found.earlier) == (b"all", None, ())


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([part(b"01", 0, 6), ok(status=500)], "the rest is answered with another status than 206"),
        ([part(b"01", 0, 6), part(b"01", 0, 6)], "there is no Content-Range that begins at 2"),
        ([Response(206, (), b"01")], "there is no Content-Range that begins at 0"),
    ],
)
def test_download_that_ends_early(answers, reason):
    assert fetched(*answers)[0].reason == reason


def test_download_without_an_end_is_given_up(monkeypatch):
    monkeypatch.setattr(chunks, "_MOST", 3)
    found, asked = fetched(*(part(b"a", start, 9) for start in range(3)))
    assert (found.reason, len(asked)) == ("the answer does not end after 3 requests", 3)


def test_operations_that_take_chunks():
    marked = [operation.id for operation in connector({"paths": PATHS}).operations if takes_chunks(operation)]
    assert marked == ["Put"]

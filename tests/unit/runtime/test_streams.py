"""Answers that break off or are too large while they are read, wherever the gateway needs their whole body."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from msgspec.structs import replace
from tests.unit.runtime.stand_ins import GET, SWAGGER, Service, connector, gateway, header_policy, ok, run, sent
from tests.unit.runtime.test_passage import Script, scripted

from connectorsmith.runtime import links, unpack
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.invented_connection import invented_connection
from connectorsmith.runtime.message import MessageFault, Response, read
from connectorsmith.runtime.message_json import message_json
from connectorsmith.runtime.step_changes import whole
from connectorsmith.runtime.values import text

TOO_LARGE = MessageFault(502, "the answer of the service has more than 9 bytes")


async def stream(*parts: bytes | Exception):
    for part in parts:
        if isinstance(part, Exception):
            raise part
        yield part


def streamed(*parts: bytes | Exception, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    return Response(200, headers, stream=stream(*parts))


@pytest.mark.parametrize("failure", [BackendFailure("cut-off", "the answer ends early"), TOO_LARGE])
def test_answer_that_a_policy_cannot_read_as_a_whole_is_one_of_the_gateway(failure):
    policy = header_policy("a", "@body().b", "Response")
    one = connector(SWAGGER, {"policyTemplateInstances": [policy]})
    result = run(gateway(one, Service(streamed(b"{", failure))), id="1")
    assert result.response.status == 502
    assert result.trace.steps[-1].note == failure.message


def test_result_that_cannot_be_read_as_a_whole_is_one_of_the_gateway():
    one = gateway(connector(SWAGGER), Service(ok()))
    result = replace(run(one, id="1"), response=streamed(b"{", TOO_LARGE))
    found = asyncio.run(links.whole(one, result))
    assert (found.response.status, found.trace.steps[-1].note) == (502, TOO_LARGE.message)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_stream_that_is_packed_in_another_way_fails(coding):
    answer = unpack.unpacked(streamed(b"\xff\xff\xff\xff", headers=(("Content-Encoding", coding),)))
    with pytest.raises(BackendFailure, match=f"the answer cannot be unpacked as {coding}"):
        asyncio.run(read(answer))


def test_body_that_is_too_large_unpacked_stays_packed(monkeypatch):
    monkeypatch.setattr(unpack, "MOST_BYTES", 99)
    packed = Response(200, (("Content-Encoding", "gzip"),), gzip.compress(b"a" * 100))
    assert unpack.unpacked(packed) is packed
    fits = unpack.unpacked(replace(packed, body=gzip.compress(b"a" * 99)))
    assert (fits.body, fits.headers) == (b"a" * 99, ())


def test_stream_is_shown_without_its_bytes():
    lines = [(one.sign, one.what, one.value) for one in whole(streamed(b"a"))]
    assert lines == [(" ", "status 200", ""), (" ", "body", "passed on in pieces")]


def test_bytes_that_are_not_text_are_written_in_base64():
    assert message_json(Response(200, (), b"\xff\xfe")) == {"status": 200, "headers": [], "base64": "//4="}
    assert (text(b"\xff\xfe"), text(b"a"), text(None)) == ("//4=", "a", "")


def test_policy_of_a_failure_that_fails_itself_ends_the_call():
    policy = header_policy("a", "@connectionParameters('gone')", "Failure")
    one = connector(SWAGGER, {"policyTemplateInstances": [policy]})
    result = run(gateway(one, Service(BackendFailure("refused", "nothing listens there"))), id="1")
    assert (result.response.status, result.trace.steps[-1].title) == (
        500,
        "a step ends the call: the gateway answers 500",
    )


def test_script_may_call_another_service():
    class Elsewhere(Script):
        async def run(self, call):
            return await call.send(replace(call.request, url="https://other.example.com/x?y=1"))

    service = Service(ok())
    run(gateway(scripted(), service, scripts=Elsewhere()), id="1")
    assert sent(service).url == "https://other.example.com/x?y=1"


def test_invented_connection_has_values_of_the_types():
    kinds = {"count": {"type": "int"}, "on": {"type": "bool"}, "mail": {"type": "string"}}
    one = connector({"paths": {"/a": {"get": GET}}}, {"connectionParameters": kinds})
    assert invented_connection(one, {}).values == {"count": "1", "on": "true", "mail": "maker@example.com"}

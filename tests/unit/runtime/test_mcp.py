"""Sessions with MCP servers, their event streams, and the tools that Copilot Studio loses."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from tests.unit.runtime.stand_ins import API_KEY, Service, connector, gateway

from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.mcp.event_stream import events
from connectorsmith.runtime.mcp.tool_check import tool_steps
from connectorsmith.runtime.mcp.tool_schema import traps
from connectorsmith.runtime.mcp_session import McpFailure, McpSession
from connectorsmith.runtime.message import Request, Response, header

PATHS = {"/mcp": {"post": {"operationId": "InvokeMCP", "x-ms-agentic-protocol": "mcp-streamable-1.0", "responses": {}}}}
KEY = {"connectionParameters": {"api_key": {"type": "securestring"}}}
TOOL = {
    "name": "find",
    "description": "Finds.",
    "inputSchema": {"type": "object", "properties": {"q": {"$ref": "#/x"}}},
}


class Server:
    """Answers JSON-RPC; ``streams`` answers as event streams, with a notification before the answer."""

    def __init__(self, streams: bool = False, **answers: Any) -> None:
        self.streams = streams
        self.answers = {"initialize": {"protocolVersion": "2025-06-18"}, "tools/list": {"tools": [TOOL]}, **answers}

    def __call__(self, request: Request) -> Response:
        asked = json.loads(request.body)
        if "id" not in asked:
            return Response(202)
        answer = {"jsonrpc": "2.0", "id": asked["id"], "result": self.answers[asked["method"]]}
        session = (("Mcp-Session-Id", "s-1"),) if asked["method"] == "initialize" else ()
        if not self.streams:
            return Response(200, (("Content-Type", "application/json"), *session), json.dumps(answer).encode())
        note = {"jsonrpc": "2.0", "method": "notifications/progress", "params": {}}
        body = "".join(f"event: message\ndata: {json.dumps(one)}\n\n" for one in (note, answer))
        return Response(200, (("Content-Type", "text/event-stream"), *session), body.encode())


def session(*answers: Any, **more: Any) -> tuple[McpSession, Service]:
    service = Service(*answers)
    one = connector({**API_KEY, "paths": PATHS}, KEY)
    return McpSession(gateway(one, service, values={"api_key": "the-key-1"}, **more), one.operations[0]), service


@pytest.mark.parametrize("streams", [False, True])
def test_session_with_a_handshake(streams):
    server = Server(streams, **{"tools/call": {"content": []}})
    agent, service = session(*[server] * 4)

    async def live():
        await agent.open()
        return await agent.tools(), await agent.call("find", {"q": "x"})

    (tool,), answer = asyncio.run(live())
    assert (tool.name, tool.description, answer) == ("find", "Finds.", {"content": []})
    assert [trap.path for trap in tool.traps] == ["/properties/q/$ref"]
    methods = [json.loads(request.body)["method"] for request in service.asked]
    assert methods == ["initialize", "notifications/initialized", "tools/list", "tools/call"]
    assert [header(request.headers, "Mcp-Session-Id") for request in service.asked] == [None, "s-1", "s-1", "s-1"]
    assert {header(request.headers, "X-Key") for request in service.asked} == {"the-key-1"}
    assert {request.url for request in service.asked} == {"https://api.example.com/v1/mcp"}
    assert [step.kind for step in agent.results[0].trace] == ["authenticate", "send"]


def test_session_without_a_handshake():
    server = Server(**{"server/discover": {}, "tools/call": {}})
    agent, service = session(*[server] * 2, options={"mcp-era": "stateless"})

    async def live():
        await agent.open()
        await agent.call("find", {})

    asyncio.run(live())
    discover, call = service.asked
    assert json.loads(discover.body)["params"]["_meta"] == {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}
    assert [header(call.headers, name) for name in ("Mcp-Method", "Mcp-Name")] == ["tools/call", "find"]
    assert header(discover.headers, "MCP-Protocol-Version") == "2026-07-28"


def test_tools_on_several_pages():
    pages = [{"tools": [{"name": "a"}], "nextCursor": "2"}, {"tools": [{"name": "b"}]}]
    agent, service = session(*(Server(**{"tools/list": page}) for page in pages))
    assert [tool.name for tool in asyncio.run(agent.tools())] == ["a", "b"]
    assert json.loads(service.asked[1].body)["params"] == {"cursor": "2"}


def rpc(**message: Any) -> Response:
    return Response(200, (("Content-Type", "application/json"),), json.dumps({"jsonrpc": "2.0", **message}).encode())


VERSIONS = {"supported": ["2026-07-28", "2031"], "requested": "2025-06-18"}
ERROR = {"code": -32022, "message": "unsupported version", "data": VERSIONS}
UNSUPPORTED = Response(400, (), json.dumps({"jsonrpc": "2.0", "id": None, "error": ERROR}).encode())


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (rpc(id=1, error={"code": -32022, "message": "unsupported version"}), "error -32022: unsupported version$"),
        (UNSUPPORTED, "answers 400 with error -32022: unsupported version; the server supports 2026-07-28, 2031$"),
        (Response(400, (), b'{"error": "no"}'), "the server answers 400$"),
        (rpc(id=9, result={}), "no message of the answer has the id 1 of the request"),
        (Response(401), "the server answers 401"),
        (Response(200, (), b"<html>"), "the server answers with something else than JSON"),
        (rpc(id=1, result={}), "tools/list is answered without a list of tools"),
    ],
)
def test_server_that_fails(answer, message):
    agent, _ = session(answer)
    with pytest.raises(McpFailure, match=message) as raised:
        asyncio.run(agent.tools())
    assert raised.value.result is agent.results[-1]


def test_notification_that_is_refused():
    agent, _ = session(Server(), Response(400))
    with pytest.raises(McpFailure, match="notifications/initialized is answered with 400, not 202"):
        asyncio.run(agent.open())


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"data: a\n\ndata:b\n\n", ["a", "b"]),
        (b"\xef\xbb\xbfdata: a\r\ndata: b\r\n\r\n", ["a\nb"]),
        (b": comment\nevent: x\nid: 1\ndata: a\r\r", ["a"]),
        (b"data: a\n\ndata: cut", ["a"]),
        (b"data\n\n", [""]),
        (b"", []),
    ],
)
def test_event_stream(content, found):
    assert list(events(content)) == found


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({"type": "object", "properties": {"a": {"type": "string", "maxLength": 5}}}, []),
        ({"properties": {"a": {"type": ["string", "null"]}}}, [("/properties/a/type", False)]),
        ({"properties": {"a": {"type": "integer", "exclusiveMinimum": 0}}}, [("/properties/a/exclusiveMinimum", True)]),
        ({"properties": {"a": {"type": "integer", "minimum": 0, "exclusiveMinimum": True}}}, []),
        ({"properties": {"a": {"type": "integer", "enum": [1, 2]}}}, [("/properties/a/enum", False)]),
        (
            {"properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/B"}}}},
            [("/properties/a/items/$ref", True)],
        ),
        ({"anyOf": [{}, {"$ref": "#"}]}, [("/anyOf/1/$ref", True)]),
        (None, []),
    ],
)
def test_traps(schema, found):
    assert [(trap.path, trap.loses_tool) for trap in traps(schema)] == found


def test_trap_says_what_to_write():
    (trap,) = traps({"exclusiveMaximum": 5})
    assert trap.hint == "write maximum beside exclusiveMaximum: true, or maximum alone"


def test_call_of_a_server_takes_a_body_and_checks_the_tools():
    service = Service(Server())
    one = gateway(connector({"paths": PATHS}), service)
    result = asyncio.run(execute(one, Call("InvokeMCP", {"body": {"id": 1, "method": "tools/list"}}, "agent")))
    (request,) = service.asked
    assert header(request.headers, "Accept") == "application/json, text/event-stream"
    assert json.loads(request.body) == {"id": 1, "method": "tools/list"}
    step = result.trace.steps[-1]
    assert (step.kind, step.title) == ("mcp", "1 tool, as Copilot Studio reads them")
    assert step.note == "find /properties/q/$ref: a reference, which drops the tool; write the schema in place"


def test_stream_of_a_server_is_read_to_its_end():
    async def parts():
        yield b'data: {"id": 1, "result": {"tools": [{"name": "a", "inputSchema"'
        yield b": {}}]}}\n\n"

    answer = Response(200, (("Content-Type", "text/event-stream"),), stream=parts())
    one = gateway(connector({"paths": PATHS}), Service(lambda _: answer))
    result = asyncio.run(execute(one, Call("InvokeMCP", {"body/method": "tools/list"})))
    assert result.response.stream is None
    assert result.trace.steps[-1].note == "every schema is taken over"


@pytest.mark.parametrize(
    ("tools", "note"),
    [
        (
            [{"name": f"t{index}"} for index in range(129)],
            "an agent takes 128 tools at most; every schema is taken over",
        ),
        ([{"name": "t", "inputSchema": {"anyOf": [{"enum": [1]}] * 22}}], "and 2 more"),
    ],
)
def test_check_of_many_tools(tools, note):
    (step,) = tool_steps(connector({"paths": PATHS}).operations[0], rpc(id=1, result={"tools": tools}))
    assert step.note.endswith(note)


def test_answer_without_tools_has_no_check():
    operation = connector({"paths": PATHS}).operations[0]
    assert list(tool_steps(operation, rpc(id=1, result={}))) == []
    assert list(tool_steps(operation, Response(200, (), b"x"))) == []

"""An operation that is an MCP server: the mock answers the messages of the protocol, with one tool that echoes.

The messages are those of https://modelcontextprotocol.io/specification/2025-03-26.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json, Operation
from connectorsmith.runtime.exchange import NotJson, parse, written
from connectorsmith.runtime.message import Response

PROTOCOL: Final = "x-ms-agentic-protocol"
_VERSION: Final = "2025-03-26"
_TOOL: Final[Mapping[str, Json]] = {
    "name": "echo",
    "description": "Answers with the text that it is given.",
    "inputSchema": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
}


def is_mcp(operation: Operation) -> bool:
    """Whether an operation is an MCP server."""
    return str(operation.extra.get(PROTOCOL, "")).startswith("mcp-")


def mcp_answer(body: bytes) -> Response:
    """The answer to one message of JSON-RPC: 202 for what asks for none."""
    try:
        message = parse(body)
    except NotJson as fault:
        return _error(None, -32700, f"the body is not JSON: {fault}")
    if not isinstance(message, Mapping) or not isinstance(message.get("method"), str):
        return _error(None, -32600, "the body is not one message of JSON-RPC")
    if "id" not in message:
        return Response(202)
    given = message.get("params")
    result = _result(str(message["method"]), given if isinstance(given, Mapping) else {})
    if result is None:
        return _error(message["id"], -32601, f"the mock does not know {message['method']}")
    return _json({"jsonrpc": "2.0", "id": message["id"], "result": dict(result)})


def _result(method: str, given: Mapping[str, Json]) -> Mapping[str, Json] | None:
    if method == "initialize":
        version = given.get("protocolVersion", _VERSION)
        server = {"name": "mock", "version": "1.0"}
        return {"protocolVersion": version, "capabilities": {"tools": {}}, "serverInfo": server}
    if method == "tools/list":
        return {"tools": [dict(_TOOL)]}
    if method == "tools/call":
        arguments = given.get("arguments")
        text = arguments.get("text", "") if isinstance(arguments, Mapping) else ""
        known = given.get("name") == _TOOL["name"]
        answer = str(text) if known else f"there is no tool {given.get('name')}"
        return {"content": [{"type": "text", "text": answer}], "isError": not known}
    return {} if method == "ping" else None


def _error(id_: Json, code: int, message: str) -> Response:
    return _json({"jsonrpc": "2.0", "id": id_, "error": {"code": code, "message": message}})


def _json(value: Json) -> Response:
    return Response(200, (("Content-Type", "application/json"),), written(value))

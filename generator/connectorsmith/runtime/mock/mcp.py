"""An operation that is an MCP server: the mock answers the messages of the protocol, with one tool that echoes.

A client opens with the handshake of https://modelcontextprotocol.io/specification/2025-03-26, or names the revision of
https://modelcontextprotocol.io/specification/2026-07-28 in each request, which has no sessions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from connectorsmith.model import Json, Operation
from connectorsmith.runtime.exchange import NotJson, parse, written
from connectorsmith.runtime.message import Response

PROTOCOL: Final = "x-ms-agentic-protocol"
STATELESS: Final = "2026-07-28"
"""The revision without sessions."""
VERSION_KEY: Final = "io.modelcontextprotocol/protocolVersion"
"""The key of ``_meta`` with which a request names the revision of its client."""
UNSUPPORTED_VERSION: Final = -32022
"""The error code for a revision that the server does not support; ``data`` lists those that it does."""
_VERSION: Final = "2025-03-26"
_COMPLETE: Final[Mapping[str, Json]] = {"resultType": "complete", "ttlMs": 0, "cacheScope": "private"}
"""The members of each result in the revision without sessions."""
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
    params = message.get("params")
    given = params if isinstance(params, Mapping) else {}
    meta = given.get("_meta")
    version = meta.get(VERSION_KEY) if isinstance(meta, Mapping) else None
    if version not in (None, STATELESS):
        listed: dict[str, Json] = {"supported": [STATELESS], "requested": version}
        return _error(message["id"], UNSUPPORTED_VERSION, "Unsupported protocol version", listed)
    result = _result(str(message["method"]), given)
    if result is None:
        return _error(message["id"], -32601, f"the mock does not know {message['method']}")
    more = {} if version is None else _COMPLETE
    return _json({"jsonrpc": "2.0", "id": message["id"], "result": {**result, **more}})


def _result(method: str, given: Mapping[str, Json]) -> Mapping[str, Json] | None:
    if method == "server/discover":
        about = {"name": "mock", "version": "1.0"}
        return {"supportedVersions": [STATELESS], "capabilities": {"tools": {}}, "serverInfo": about}
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


def _error(id_: Json, code: int, message: str, data: Json = None) -> Response:
    """An error of JSON-RPC; a revision that is not supported has the status 400 as well."""
    error: dict[str, Json] = {"code": code, "message": message} | ({} if data is None else {"data": data})
    return _json({"jsonrpc": "2.0", "id": id_, "error": error}, 400 if code == UNSUPPORTED_VERSION else 200)


def _json(value: Json, status: int = 200) -> Response:
    return Response(status, (("Content-Type", "application/json"),), written(value))

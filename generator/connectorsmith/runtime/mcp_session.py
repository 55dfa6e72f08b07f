"""A session with an operation that is an MCP server, as an agent has it: a handshake, the tools, calls of a tool.

Source: https://modelcontextprotocol.io/specification. Copilot Studio opens with the handshake; the revision of
2026-07-28 knows none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from connectorsmith.model import Json, Operation
from connectorsmith.runtime.compose import MESSAGES
from connectorsmith.runtime.exchange import NotJson
from connectorsmith.runtime.execute import forward
from connectorsmith.runtime.gateway import Gateway, Result
from connectorsmith.runtime.links import whole
from connectorsmith.runtime.mcp.event_stream import messages
from connectorsmith.runtime.mcp.tool_schema import Trap, traps
from connectorsmith.runtime.message import Headers, Request, header
from connectorsmith.runtime.mock.mcp import STATELESS, VERSION_KEY
from connectorsmith.runtime.url import joined

_VERSIONS: Final = {"handshake": "2025-06-18", "stateless": STATELESS}
_SESSION: Final = "Mcp-Session-Id"
_CLIENT: Final = {"name": "connectorsmith", "version": "1"}
_PAGES: Final = 100


class McpFailure(Exception):
    """A server does not answer as the protocol says, or with an error; ``result`` is the call."""

    def __init__(self, message: str, result: Result) -> None:
        super().__init__(message)
        self.message = message
        self.result = result


class Tool(Struct, frozen=True):
    """A tool of a server, and what Copilot Studio does not take over from its schema."""

    name: str
    description: str | None
    schema: Json
    traps: tuple[Trap, ...]


class McpSession:
    """A session with one operation; ``results`` has every call that was made, with its trace."""

    def __init__(self, gateway: Gateway, operation: Operation) -> None:
        self._gateway = gateway
        self._operation = operation
        self._era = gateway.options["mcp-era"]
        self._session: str | None = None
        self._version = _VERSIONS[self._era]
        self._last = 0
        self.results: list[Result] = []

    async def open(self) -> Json:
        """The server's description of itself. Raises McpFailure."""
        if self._era == "stateless":
            return await self.ask("server/discover", {})
        parameters = {"protocolVersion": self._version, "capabilities": {}, "clientInfo": _CLIENT}
        answer = await self.ask("initialize", parameters)
        self._session = header(self.results[-1].response.headers, _SESSION)
        if isinstance(answer, Mapping) and isinstance(answer.get("protocolVersion"), str):
            self._version = answer["protocolVersion"]
        await self._notify("notifications/initialized")
        return answer

    async def tools(self) -> tuple[Tool, ...]:
        """Every tool, on all pages. Raises McpFailure."""
        found: list[Tool] = []
        cursor: Json = None
        for _ in range(_PAGES):
            page = await self.ask("tools/list", {} if cursor is None else {"cursor": cursor})
            listed = page.get("tools") if isinstance(page, Mapping) else None
            if not isinstance(listed, list):
                raise McpFailure("tools/list is answered without a list of tools", self.results[-1])
            found += [_tool(one) for one in listed if isinstance(one, Mapping)]
            cursor = page.get("nextCursor")
            if cursor is None:
                break
        return tuple(found)

    async def call(self, tool: str, arguments: Mapping[str, Json]) -> Json:
        """The result of a tool. Raises McpFailure."""
        return await self.ask("tools/call", {"name": tool, "arguments": dict(arguments)}, tool)

    async def ask(self, method: str, parameters: dict[str, Json], name: str | None = None) -> Json:
        """The result of a request of the protocol. Raises McpFailure for an error, and for anything else."""
        self._last += 1
        if self._era == "stateless":
            parameters = {**parameters, "_meta": {VERSION_KEY: self._version}}
        message = {"jsonrpc": "2.0", "id": self._last, "method": method, "params": parameters}
        result = await self._send(message, name)
        return _result(_messages(result), self._last, result)

    async def _notify(self, method: str) -> None:
        result = await self._send({"jsonrpc": "2.0", "method": method}, None)
        if result.response.status not in (200, 202, 204):
            raise McpFailure(f"{method} is answered with {result.response.status}, not 202", result)

    async def _send(self, message: dict[str, Json], name: str | None) -> Result:
        address = joined(self._gateway.address, self._operation.path)
        body = json.dumps(message, ensure_ascii=False).encode()
        request = Request(self._operation.method.upper(), address, self._headers(message["method"], name), body)
        result = await whole(self._gateway, await forward(self._gateway, request, "agent"))
        self.results.append(result)
        return result

    def _headers(self, method: str, name: str | None) -> Headers:
        headers: list[tuple[str, str]] = [
            ("Content-Type", "application/json"),
            ("Accept", MESSAGES),
        ]
        if self._era == "stateless" or method != "initialize":
            headers.append(("MCP-Protocol-Version", self._version))
        if self._era == "stateless":
            headers.append(("Mcp-Method", method))
            headers += [("Mcp-Name", name)] if name is not None else []
        return (*headers, *((_SESSION, value) for value in (self._session,) if value is not None))


def _tool(written: Mapping[str, Json]) -> Tool:
    schema, description = written.get("inputSchema"), written.get("description")
    return Tool(str(written.get("name")), None if description is None else str(description), schema, traps(schema))


def _messages(result: Result) -> list[Json]:
    """The messages of an answer: one as JSON, or those of an event stream. Raises McpFailure for a failed one."""
    response = result.response
    fails = not 200 <= response.status < 300
    try:
        found = messages(response)
    except NotJson as fault:
        said = f"the server answers {response.status}" if fails else "the server answers with something else than JSON"
        raise McpFailure(said if fails else f"{said}: {fault}", result) from None
    if fails:
        errors = [one["error"] for one in found if isinstance(one, Mapping) and isinstance(one.get("error"), Mapping)]
        more = f" with {_error(errors[0])}" if errors else ""
        raise McpFailure(f"the server answers {response.status}{more}", result)
    return found


def _result(messages: list[Json], wanted: int, result: Result) -> Json:
    """The result in the message with the id of the request; a stream may have others besides."""
    for message in messages:
        if isinstance(message, Mapping) and message.get("id") == wanted and "method" not in message:
            error = message.get("error")
            if isinstance(error, Mapping):
                raise McpFailure(_error(error), result)
            return message.get("result")
    raise McpFailure(f"no message of the answer has the id {wanted} of the request", result)


def _error(error: Mapping[str, Json]) -> str:
    """The code and the words of an error, and the revisions that the server supports, if it lists them."""
    data = error.get("data")
    supported = data.get("supported") if isinstance(data, Mapping) else None
    listed = f"; the server supports {', '.join(map(str, supported))}" if isinstance(supported, list) else ""
    return f"error {error.get('code')}: {error.get('message')}{listed}"

"""An operation that is an MCP server, on the terminal: its tools with what is lost of them, or the result of one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from connectorsmith.cli import _gateway, _options
from connectorsmith.cli._print import Painted, say, say_json
from connectorsmith.cli._story import as_json, tell
from connectorsmith.cli._table import show_text
from connectorsmith.errors import ConnectorsmithError

if TYPE_CHECKING:
    from connectorsmith.server.mcp_call import McpAnswer
    from connectorsmith.server.open_gateway import Wanted
    from connectorsmith.workspace.opened import OpenedConnector


def ask(
    opened: OpenedConnector,
    name: str,
    tool: str | None,
    arguments: dict[str, Any],
    setting: tuple[Wanted, str | None, Path | None],
    how: tuple[str, bool],
) -> int:
    """Call the server, print its answer, return the exit code. ``how`` is the format, and whether to show the trace.

    Raises ConnectorsmithError if the operation is not an MCP server.
    """
    from connectorsmith.runtime.gateway import Call
    from connectorsmith.runtime.inputs import is_mcp
    from connectorsmith.runtime.triggers import named_operation
    from connectorsmith.server.mcp_call import ask_server

    assert opened.connector is not None
    operation = named_operation(opened.connector, name)
    if not is_mcp(operation):
        raise ConnectorsmithError(f"{name} is not an MCP server", "give it `agentic-protocol: mcp-streamable-1.0`")
    wanted, connection, workspace = setting
    connections, root = _gateway.connections_of([opened], workspace)
    there = (connections, root, replace(wanted, connection=connection))
    with _gateway.reported():
        call = Call(operation.id or "", arguments, "agent")
        asked = asyncio.run(ask_server(opened, call, tool, there, on_open=_gateway.hide_secrets))
    _show(asked, opened, tool, *how)
    failed = asked.fault is not None or (isinstance(asked.result, dict) and asked.result.get("isError") is True)
    return _options.FINDINGS if failed or any(one.traps for one in asked.tools) else 0


def _show(asked: McpAnswer, opened: OpenedConnector, tool: str | None, form: str, trace: bool) -> None:
    if form == "json":
        steps = {"trace": as_json(asked.trace, opened.documents)} if trace else {}
        content = {"tools": [_tool(one) for one in asked.tools]} if tool is None else {"result": asked.result}
        say_json({"fault": asked.fault, **content, **steps})
        return
    if trace:
        tell(asked.trace, opened.documents)
    if asked.fault is not None:
        say(Painted(f"the server fails: {asked.fault}", "red"))
    elif tool is not None:
        say_json(asked.result)
    for one in asked.tools:
        say(Painted(one.name, bold=True))
        show_text(one.description or "")
        for trap in one.traps:
            say(Painted(f"  {trap.path or 'the schema'}: {trap.message}", "yellow"), f"; {trap.hint}")


def _tool(one: Any) -> dict[str, Any]:
    traps = [{"path": trap.path, "message": trap.message, "hint": trap.hint} for trap in one.traps]
    return {"name": one.name, "description": one.description, "schema": one.schema, "traps": traps}

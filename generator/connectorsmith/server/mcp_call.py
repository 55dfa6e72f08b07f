"""An operation that is an MCP server, asked as an agent asks it: for its tools, or to run one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from connectorsmith.model import Json
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.mcp_session import McpFailure, McpSession, Tool
from connectorsmith.runtime.trace import Trace
from connectorsmith.runtime.triggers import named_operation
from connectorsmith.server.call_modes import merged
from connectorsmith.server.one_call import Setting
from connectorsmith.server.open_gateway import opened_gateways
from connectorsmith.workspace.opened import OpenedConnector


class McpAnswer(Struct, frozen=True):
    """The answer of an MCP server: its tools, the result of one, or the reason why it has neither."""

    trace: Trace
    tools: tuple[Tool, ...] = ()
    result: Json = None
    fault: str | None = None


async def ask_server(
    opened: OpenedConnector,
    call: Call,
    tool: str | None,
    setting: Setting,
    *,
    on_open: Callable[[Sequence[Gateway]], None],
) -> McpAnswer:
    """Open a session and list the tools, or run the one of a name with the inputs of the call as its arguments.

    Raises as ``opened_gateways`` does.
    """
    connections, root, wanted = setting
    async with opened_gateways([opened], connections, root, wanted) as found:
        one = next(iter(found.values()))
        gateway = next(iter(one.gateways.values()))
        on_open([gateway])
        session = McpSession(gateway, named_operation(one.connector, call.operation))
        tools: tuple[Tool, ...] = ()
        result: Json = None
        fault: str | None = None
        try:
            await session.open()
            if tool is None:
                tools = await session.tools()
            else:
                arguments: Mapping[str, Json] = call.inputs
                result = await session.call(tool, arguments)
        except McpFailure as failure:
            fault = failure.message
        return McpAnswer(merged(gateway, session.results).trace, tools, result, fault)

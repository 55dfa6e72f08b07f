"""The tools in the answer of an MCP server, checked for what Copilot Studio does not take over, for the trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from connectorsmith.model import Json, Operation
from connectorsmith.runtime.exchange import NotJson
from connectorsmith.runtime.mcp.event_stream import messages
from connectorsmith.runtime.mcp.tool_schema import MOST_TOOLS, traps
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.trace import Step

_MOST: Final = 20
"""Faults that a step lists."""


def tool_steps(operation: Operation, response: Response) -> Iterator[Step]:
    """A step for each list of tools in an answer whose body is there; none for an answer without one."""
    try:
        found = messages(response)
    except NotJson:
        return
    for message in found:
        result = message.get("result") if isinstance(message, Mapping) else None
        tools = result.get("tools") if isinstance(result, Mapping) else None
        if isinstance(tools, list):
            yield Step("mcp", _title(tools), operation.at, note="; ".join(_notes(tools)))


def _title(tools: list[Json]) -> str:
    return f"{len(tools)} tool{'' if len(tools) == 1 else 's'}, as Copilot Studio reads them"


def _notes(tools: list[Json]) -> Iterator[str]:
    if len(tools) > MOST_TOOLS:
        yield f"an agent takes {MOST_TOOLS} tools at most"
    faults = [
        f"{tool.get('name')} {trap.path}: {trap.message}; {trap.hint}"
        for tool in tools
        if isinstance(tool, Mapping)
        for trap in traps(tool.get("inputSchema"))
    ]
    yield from faults[:_MOST]
    if len(faults) > _MOST:
        yield f"and {len(faults) - _MOST} more"
    if not faults:
        yield "every schema is taken over"

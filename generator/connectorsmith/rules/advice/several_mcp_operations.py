"""A connector has more than one operation for agents.

Why: an agent takes a connector for one server; all of 119 public connectors of this kind have one such operation.
Write: a connector for each server.
Bad:
    actions:
      InvokeOrders: {call: POST /orders, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
      InvokeStock: {call: POST /stock, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
Good:
    actions:
      InvokeOrders: {call: POST /orders, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
Source: https://learn.microsoft.com/en-us/microsoft-copilot-studio/agent-extend-action-mcp
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import WORD, mcp_operations


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Report each operation with a protocol for agents after the first."""
    operations = [*mcp_operations(connector)]
    for operation in operations[1:]:
        first = operations[0]
        message = f"{operation.id or 'the operation'} is an MCP server beside {first.id or 'another'}"
        related = (("the first one", first.at / WORD),)
        yield Finding(operation.at / WORD, message, "make a connector for each server", related)

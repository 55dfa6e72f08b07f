"""An operation for agents has a protocol that Copilot Studio does not connect to.

Why: an agent finds no server behind the connector, and offers none of its tools.
Write: mcp-streamable-1.0. The protocol mcp-sse-1.0 has not been supported since August 2025.
Bad:
    InvokeMCP: {call: POST /mcp, agentic-protocol: mcp-sse-1.0, responses: {200: {}}}
Good:
    InvokeMCP: {call: POST /mcp, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
Source: https://learn.microsoft.com/en-us/microsoft-copilot-studio/agent-extend-action-mcp; all of 119 public
    definitions with the extension have this value
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import KEY, PROTOCOL, WORD, mcp_operations


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the protocol of every operation that has one; values of another type have a rule of their own."""
    for operation in mcp_operations(connector):
        protocol = operation.extra[KEY]
        if isinstance(protocol, str) and protocol != PROTOCOL:
            message = f'{operation.id or "the operation"} has the unknown protocol "{protocol}"'
            yield Finding(operation.at / WORD, message, f"write {PROTOCOL}")

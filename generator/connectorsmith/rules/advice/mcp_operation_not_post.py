"""An operation for agents is called with another method than POST.

Why: the messages of the protocol are sent in the body of a POST; a call with another method reaches no tool.
Write: POST and the path of the server.
Bad:
    InvokeMCP: {call: GET /mcp, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
Good:
    InvokeMCP: {call: POST /mcp, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
Source: https://modelcontextprotocol.io/specification, Streamable HTTP; all of 119 public definitions with the extension
    have it on a POST
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import mcp_operations
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the method of every operation with a protocol for agents."""
    for operation in mcp_operations(connector):
        if operation.method != "post":
            message = (
                f"{operation.id or 'the operation'} is an MCP server, and is called with {operation.method.upper()}"
            )
            at = operation.at / "call" if in_spec(operation.at) else operation.at
            yield Finding(at, message, f"write POST {operation.path}")

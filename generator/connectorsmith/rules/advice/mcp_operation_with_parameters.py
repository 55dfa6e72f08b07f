"""An operation for agents declares parameters.

Why: the platform adds the body with the messages of the protocol itself; a declared body collides with it, and agents
    fill in nothing else.
Write: no parameters; send a fixed header with a setheader policy.
Bad:
    InvokeMCP: {call: POST /mcp, agentic-protocol: mcp-streamable-1.0, body: object, responses: {200: {}}}
Good:
    InvokeMCP: {call: POST /mcp, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
Source: the MCP template of github.com/troystaylor/SharingIsCaring; 113 of 119 public definitions with the extension
    declare none
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import mcp_operations


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for parameters of every operation with a protocol for agents, those of its path included."""
    for operation in mcp_operations(connector):
        names = [parameter.name or parameter.ref or "without a name" for parameter in parameters(connector, operation)]
        if names:
            message = f"{operation.id or 'the operation'} is an MCP server, and declares {', '.join(names)}"
            hint = "remove the parameters; the platform adds the body itself"
            at = (operation.parameters or parameters(connector, operation))[0].at
            yield Finding(at, message, hint)

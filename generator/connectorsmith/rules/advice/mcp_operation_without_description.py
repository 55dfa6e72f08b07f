"""An operation for agents does not say what its tools are for.

Why: the description is what an agent chooses the server by; its tools are listed only after that.
Write: what the tools do and when to use them, as the description or as description-for-model.
Bad:
    InvokeMCP: {call: POST /mcp, agentic-protocol: mcp-streamable-1.0, responses: {200: {}}}
Good:
    InvokeMCP: {call: POST /mcp, agentic-protocol: mcp-streamable-1.0, description: Reads orders., responses: {200: {}}}
Source: https://learn.microsoft.com/en-us/microsoft-copilot-studio/agent-extend-action-mcp
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import mcp_operations

_FOR_MODEL: Final = "x-ms-description-for-model"


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a description that says more than the summary."""
    for operation in mcp_operations(connector):
        text = operation.extra.get(_FOR_MODEL, operation.description)
        if not text or text == operation.summary:
            name = operation.id or "the operation"
            hint = "write what the tools do and when to use them"
            yield Finding(operation.at / "description", f"{name} has no description that an agent can choose by", hint)

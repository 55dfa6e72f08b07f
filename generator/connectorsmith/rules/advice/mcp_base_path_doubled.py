"""The path of an operation for agents is the end of the base path once more.

Why: the address that is called is the base path and then the path, so that the server is looked for at /mcp/mcp.
Write: the end of the address in one of the two: basePath /mcp with the path /, or basePath / with the path /mcp.
Bad:
    {basePath: /mcp, paths: {/mcp: {post: {operationId: InvokeMCP, x-ms-agentic-protocol: mcp-streamable-1.0}}}}
Good:
    {basePath: /mcp, paths: {/: {post: {operationId: InvokeMCP, x-ms-agentic-protocol: mcp-streamable-1.0}}}}
Source: https://swagger.io/docs/specification/2-0/api-host-and-base-path; 82 of 119 public definitions with the
    extension have /mcp in one of the two
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import mcp_operations
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the end of the base path with the path of every operation that has a protocol for agents."""
    base = (connector.base_path or "").rstrip("/")
    for operation in mcp_operations(connector):
        path = operation.path.rstrip("/")
        if path and base.endswith(path):
            message = f"{operation.id or 'the operation'} is called at {base}{operation.path}"
            hint = f"write the path / below the base path {base}, or take {path} out of the base path"
            yield Finding(operation.at / "call" if in_spec(operation.at) else operation.at, message, hint)

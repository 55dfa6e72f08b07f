"""The operations that are servers of the Model Context Protocol, which agents call and makers do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.model import Connector, Operation

KEY: Final = "x-ms-agentic-protocol"
WORD: Final = "agentic-protocol"
PROTOCOL: Final = "mcp-streamable-1.0"
"""The one protocol that Copilot Studio connects to; mcp-sse-1.0 was dropped in August 2025."""


def is_mcp(operation: Operation) -> bool:
    """Whether agents speak a protocol of their own with the operation."""
    return KEY in operation.extra


def mcp_operations(connector: Connector) -> Iterator[Operation]:
    """Every operation with a protocol for agents, in the order of the paths."""
    return (operation for operation in connector.operations if is_mcp(operation))

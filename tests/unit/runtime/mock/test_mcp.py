"""An MCP server of the mock that speaks the revision without sessions, and refuses revisions that it does not know."""

from __future__ import annotations

import json
from typing import Any

from connectorsmith.runtime.mock.mcp import mcp_answer


def asked(method: str, version: str) -> tuple[int, Any]:
    """The status and the message that answer a request of a revision."""
    params = {"_meta": {"io.modelcontextprotocol/protocolVersion": version}}
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    answer = mcp_answer(json.dumps(message).encode())
    return answer.status, json.loads(answer.body)


def test_server_is_discovered():
    """The result of https://modelcontextprotocol.io/specification/2026-07-28/server/discover."""
    status, answer = asked("server/discover", "2026-07-28")
    assert status == 200
    assert answer["result"] == {
        "supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}},
        "serverInfo": {"name": "mock", "version": "1.0"},
        "resultType": "complete", "ttlMs": 0, "cacheScope": "private",
    }  # fmt: skip


def test_revision_that_is_not_supported():
    status, answer = asked("tools/list", "2031-01-01")
    assert (status, answer["error"]["code"]) == (400, -32022)
    assert answer["error"]["data"] == {"supported": ["2026-07-28"], "requested": "2031-01-01"}

"""A path has an asterisk in it.

Why: the platform routes by the path as it is written, and an asterisk represents nothing there.
Write: a variable in braces for the part that differs.
Bad:
    GetFile: {call: GET /files/*}
Good:
    GetFile: {call: "GET /files/{name}"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationPathContainsUnsupportedCharacters
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import placed_paths
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="OperationPathContainsUnsupportedCharacters")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for an asterisk in every path."""
    for path, at in placed_paths(connector):
        if "*" in path:
            yield Finding(at, f"the path {path} has a * in it", "write a variable in braces, such as {name}")

"""A path does not begin with a slash.

Why: the path follows the basePath of the connector, and the slash is what parts the two.
Write: a slash before the first word.
Bad:
    paths: {orders: {parameters: [id]}}
Good:
    paths: {/orders: {parameters: [id]}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationPathMustStartWithSlash
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import placed_paths
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="OperationPathMustStartWithSlash")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the first character of every path."""
    for path, at in placed_paths(connector):
        if not path.startswith("/"):
            yield Finding(at, f'the path "{path}" does not begin with a slash', f"write /{path}")

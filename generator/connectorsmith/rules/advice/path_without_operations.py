"""A path has no operation.

Why: it is left over from something, and reviewers ask to remove it.
Write: an operation below the path, or nothing.
Bad:
    paths: {/orders: {}}
Good:
    actions: {ListOrders: {call: GET /orders}}
Source: remark of a reviewer on pull request 1451 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the operations of every path."""
    for path, item in (connector.paths or {}).items():
        if not item.operations and not item.extra:
            yield Finding(item.at, f'the path "{path}" has no operation', "remove it")

"""A path refers to a path that is written elsewhere.

Why: the platform does not follow references of paths, and refuses the connector.
Write: the operations of the path where the path is.
Bad:
    paths: {/orders: {raw: {$ref: "orders.json#/paths/orders"}}}
Good:
    actions: {ListOrders: {call: GET /orders}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PathItemRefNotSuppored
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="PathItemRefNotSuppored")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for $ref on every path."""
    for path, item in (connector.paths or {}).items():
        if "$ref" in item.extra:
            yield Finding(item.at / "$ref", f"{path} is a reference", "write its operations here")

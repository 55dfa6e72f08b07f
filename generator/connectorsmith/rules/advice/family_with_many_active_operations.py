"""More than two operations of one family are on offer.

Why: makers are offered the same thing in several versions and cannot tell which one to take.
Write: deprecated: true on all versions but the newest, or the newest and the one before it.
Bad:
    GetOrder: {call: GET /orders, api-annotation: {family: GetOrder, revision: 1}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2}}
    GetOrder_V3: {call: GET /v3/orders, api-annotation: {family: GetOrder, revision: 3}}
Good:
    GetOrder: {call: GET /orders, deprecated: true, api-annotation: {family: GetOrder, revision: 1}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2}}
    GetOrder_V3: {call: GET /v3/orders, api-annotation: {family: GetOrder, revision: 3}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationFamilyHasManyActiveOperations
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import by_revision, families
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.phrases import both

_ALLOWED = 2


@rule(Severity.WARNING, code="OperationFamilyHasManyActiveOperations")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the operations of each family that are not deprecated, and point at the oldest of them."""
    for family, operations in families(connector).items():
        active = by_revision(operation for operation in operations if not operation.deprecated)
        if len(active) > _ALLOWED:
            names = ", ".join(operation.id or operation.path for operation in active)
            message = f'the family "{family}" has {len(active)} operations that are not deprecated: {names}'
            older = both(operation.id or operation.path for operation in active[:-_ALLOWED])
            yield Finding(active[0].at / "api-annotation", message, f"add deprecated: true to {older}")

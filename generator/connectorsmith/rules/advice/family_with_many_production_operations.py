"""Several operations of one family are in production at the same time.

Why: once a new version is in production the one before it should no longer be offered to makers.
Write: deprecated: true on the versions that are replaced.
Bad:
    GetOrder: {call: GET /orders, api-annotation: {family: GetOrder, revision: 1, status: Production}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2, status: Production}}
Good:
    GetOrder: {call: GET /orders, deprecated: true, api-annotation: {family: GetOrder, revision: 1, status: Production}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2, status: Production}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationFamilyHasManyActiveProductionOperations
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import PRODUCTION, annotation, by_revision, families
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.rules.support.phrases import both


@rule(Severity.WARNING, code="OperationFamilyHasManyActiveProductionOperations")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the operations of each family that are in production and not deprecated."""
    for family, operations in families(connector).items():
        active = by_revision(filter(_in_production, operations))
        if len(active) > 1:
            names = ", ".join(operation.id or operation.path for operation in active)
            message = f'the family "{family}" has {len(active)} operations in production: {names}'
            older = both(operation.id or operation.path for operation in active[:-1])
            yield Finding(active[0].at / "api-annotation" / "status", message, f"add deprecated: true to {older}")


def _in_production(operation: Operation) -> bool:
    return not operation.deprecated and annotation(operation).get("status") == PRODUCTION

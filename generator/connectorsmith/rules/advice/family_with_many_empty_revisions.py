"""Several operations of one family have no revision.

Why: at most one version can go without a number; with two the order is undefined.
Write: a revision on each operation of the family.
Bad:
    GetOrder: {call: GET /orders, api-annotation: {family: GetOrder}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder}}
Good:
    GetOrder: {call: GET /orders, api-annotation: {family: GetOrder, revision: 1}}
    GetOrder_V2: {call: GET /v2/orders, api-annotation: {family: GetOrder, revision: 2}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationFamilyHasManyEmptyRevisions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_versions import annotation, families
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="OperationFamilyHasManyEmptyRevisions")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the operations of each family that have no revision."""
    for family, operations in families(connector).items():
        empty = [operation for operation in operations if annotation(operation).get("revision") is None]
        for operation in empty[1:]:
            names = f"{operation.id or 'the operation'} and {empty[0].id or 'another'}"
            message = f'{names} of the family "{family}" have no revision'
            place = ("the first one", empty[0].at / "api-annotation")
            yield Finding(operation.at / "api-annotation", message, "add revision: and its number", (place,))

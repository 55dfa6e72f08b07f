"""An operation has no operationId.

Why: flows, dropdowns and policies know an operation by its id alone.
Write: the id as the key of the operation.
Bad:
    GetOrder: {call: GET /orders, absent: [operationId]}
Good:
    GetOrder: {call: GET /orders}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationIdRequired
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="OperationIdRequired")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the id of every operation."""
    for operation in connector.operations:
        if not operation.id:
            message = f"{operation.method.upper()} {operation.path} has no operationId"
            yield Finding(operation.at / "operationId", message, "add an id, a verb and a noun, such as GetOrder")

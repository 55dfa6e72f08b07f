"""Two operations have the same operationId.

Why: flows, dropdowns and policies know an operation by its id alone, and the platform refuses two alike.
Write: a different id for each; it is the key of the operation unless "operationId" says otherwise.
Bad:
    actions:
      GetOrder: {call: "GET /orders/{id}", parameters: [{name: id, in: path, type: string}], responses: {200: {}}}
      GetOrderOfShop: {operationId: GetOrder, call: GET /order, responses: {200: {}}}
Good:
    actions:
      GetOrder: {call: "GET /orders/{id}", parameters: [{name: id, in: path, type: string}], responses: {200: {}}}
      GetOrderOfShop: {call: GET /order, responses: {200: {}}}
Source: https://spec.openapis.org/oas/v2.0#operation-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="OperationIdNotUnique")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the ids of all operations, in all sections."""
    first: dict[str, Pointer] = {}
    for operation in connector.operations:
        if operation.id is None:
            continue
        at = operation.at / "operationId"
        if operation.id in first:
            message = f'two operations have the id "{operation.id}"'
            yield Finding(at, message, "rename one of the two", (("the other one", first[operation.id]),))
        first.setdefault(operation.id, at)

"""An operationId begins with a small letter.

Why: the coding standards ask for Pascal case, and ids show in the code view of flows and in the names of clients.
Write: "GetOrder". Do not rename an operation that is published: flows name it by its id.
Bad:
    getOrder: {call: "GET /orders/{id}"}
Good:
    GetOrder: {call: "GET /orders/{id}"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.operation_ids import proper


@rule(Severity.INFO, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the first letter of every id."""
    for operation in connector.operations:
        if operation.id and operation.id[0].islower():
            message = f'the id "{operation.id}" begins with a small letter'
            yield Finding(operation.at / "operationId", message, f"a new operation would be {proper(operation.id)}")

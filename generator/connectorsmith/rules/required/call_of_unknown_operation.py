"""A dropdown or a form is filled by an operation that the connector does not have.

Why: the dropdown stays empty, and the platform refuses the connector.
Write: the id of an operation of this connector, letter for letter; it may be under "internal".
Bad:
    options: {operation: ListCustomer, collection: data, value: id, title: name}
Good:
    options: {operation: ListCustomers, collection: data, value: id, title: name}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import all_calls
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import add_internal


@rule(Severity.ERROR, code="OperationIdNotFound")
def check(connector: Connector) -> Iterator[Finding]:
    """Look the operation of every call up."""
    known = {operation.id for operation in connector.operations if operation.id}
    for call in all_calls(connector):
        if call.operation not in known:
            likely = suggest(call.operation, known)
            hint = f'did you mean "{likely}"?' if likely else add_internal(call.named)
            yield Finding(call.named, f'the connector has no operation "{call.operation}"', hint)

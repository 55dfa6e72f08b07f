"""An operation that makers see has no description.

Why: makers read it to choose among operations, and so do agents; the certification build refuses an operation without.
Write: a sentence that says more than the summary: "Reads one order with its lines and its state."
Bad:
    GetOrder: {call: "GET /orders/{id}", summary: Get an order}
Good:
    GetOrder: {call: "GET /orders/{id}", summary: Get an order, description: Reads one order with its lines.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    not one of about 1,000 published connectors lacks it
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.mcp import is_mcp
from connectorsmith.rules.support.visible_fields import visible_operations


@rule(Severity.ERROR, code="RequiredPropertyMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the description of every visible operation."""
    for operation in visible_operations(connector):
        if operation.description is None and "description" not in operation.extra and not is_mcp(operation):
            message = f"{operation.id or 'the operation'} has no description"
            yield Finding(operation.at / "description", message, "say in a sentence what a maker gets from it")

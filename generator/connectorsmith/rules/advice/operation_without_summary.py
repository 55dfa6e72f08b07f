"""An operation that makers see has no summary.

Why: the designer shows the summary as the name of the action; the certification build refuses an operation without.
Write: what it does, in a few words: "Get an order".
Bad:
    GetOrder: {call: "GET /orders/{id}", description: Reads one order.}
Good:
    GetOrder: {call: "GET /orders/{id}", summary: Get an order, description: Reads one order.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    seen in the log of pull request 609 of microsoft/PowerPlatformConnectors
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import visible_operations


@rule(Severity.ERROR, code="RequiredPropertyMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the summary of every visible operation."""
    for operation in visible_operations(connector):
        if operation.summary is None and "summary" not in operation.extra:
            message = f"{operation.id or 'the operation'} has no summary"
            yield Finding(operation.at / "summary", message, "say what it does, as in Get an order")

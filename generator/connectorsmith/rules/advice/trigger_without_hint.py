"""A trigger does not say how a maker can see it work.

Why: the designer shows the hint while a new flow waits for its first event; without one it only says to wait.
Write: what to do in the service: "To see it work, change an order."
Bad:
    OrderChanged: {call: POST /hooks, summary: When an order changes}
Good:
    OrderChanged: {call: POST /hooks, summary: When an order changes, trigger-hint: "To see it work, change an order."}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import offered_triggers


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for x-ms-trigger-hint at every trigger that makers can choose."""
    for operation in offered_triggers(connector):
        if not operation.trigger_hint:
            message = f"{operation.id or 'the trigger'} has no hint on how to see it work"
            yield Finding(operation.at / "trigger-hint", message, "write what to do in the service")

"""A webhook is registered with another method than POST.

Why: the platform registers a webhook for every flow; PUT replaces one that is there, and GET makes none.
Write: "call: POST …".
Bad:
    WhenOrderChanges: {call: PUT /hook, callback: url}
Good:
    WhenOrderChanges: {call: POST /hooks, callback: url}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import subscriptions
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the method of every trigger that sends the address of a flow."""
    for operation in subscriptions(connector):
        if operation.trigger is not None and operation.method != "post":
            message = f"{operation.id or 'the trigger'} registers its webhook with {operation.method.upper()}"
            yield Finding(operation.at / "call", message, "register it with POST, once for every flow")

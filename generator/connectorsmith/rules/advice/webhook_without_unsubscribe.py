"""A webhook can be registered and never removed.

Why: when a flow is changed, switched off or deleted, the platform deletes its webhook; without an operation for that
    the API goes on calling flows that are gone.
Write: a DELETE operation for one webhook, internal, and "unsubscribe:" with its id at the trigger.
Bad:
    WhenOrderChanges: {call: POST /hooks, callback: url}
Good:
    WhenOrderChanges: {call: POST /hooks, callback: url, unsubscribe: DeleteHook}
    DeleteHook: {call: "DELETE /hooks/{id}"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import subscriptions
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for what a trigger names, or for any DELETE operation at all, since its address comes from the API."""
    removed = any(operation.method == "delete" for operation in connector.operations)
    for operation in subscriptions(connector):
        if operation.trigger is not None and not removed and not operation.unsubscribe:
            message = f"no operation deletes the webhook that {operation.id or 'the trigger'} registers"
            yield Finding(operation.at, message, "add an internal DELETE operation for one webhook")

"""A webhook names another operation that tells it of events.

Why: x-ms-notification is for operations that fetch what a webhook announces; a webhook receives the events itself.
Write: x-ms-notification on the operation that fetches, and not on the one that subscribes.
Bad:
    OnOrder: {call: POST /hooks, callback: url, x-ms-notification: {operationId: OnParty}}
Good:
    OnOrder: {call: POST /hooks, callback: url}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NotificationExtensionNotSupportedInWebhookOperation
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import NOTIFICATION, webhooks
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="NotificationExtensionNotSupportedInWebhookOperation")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the extension on every operation that is a webhook itself."""
    marked = [operation for operation in connector.operations if NOTIFICATION in operation.extra]
    known = webhooks(connector) if marked else set()
    for operation in marked:
        if operation.id in known:
            message = f"{operation.id} is a webhook and has x-ms-notification"
            hint = "remove it here, or put it on the operation that fetches"
            yield Finding(operation.at / NOTIFICATION, message, hint)

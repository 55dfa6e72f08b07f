"""The operation that is to tell of events is not a webhook.

Why: an operation that never learns where to send its events cannot start anything.
Write: the id of a trigger with a callback.
Bad:
    x-ms-notification: {operationId: ListOrders}
Good:
    x-ms-notification: {operationId: OnOrder}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NotificationOperationMustBeWebhook
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import NOTIFICATION, webhooks
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec
from connectorsmith.rules.support.phrases import either


@rule(Severity.ERROR, code="NotificationOperationMustBeWebhook")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up what every x-ms-notification names; one that does not exist at all is left to its own rule."""
    marked = [operation for operation in connector.operations if NOTIFICATION in operation.extra]
    known = webhooks(connector) if marked else set()
    named_webhooks = either(sorted(known)[:12])
    existing = {operation.id for operation in connector.operations}
    for operation in marked:
        named = operation.extra[NOTIFICATION]
        name = named.get("operationId") if isinstance(named, dict) else None
        if name in existing and name not in known:
            hint = f"name {named_webhooks}" if known else _cure(operation.at)
            yield Finding(operation.at / NOTIFICATION / "operationId", f"{name} is not a webhook", hint)


def _cure(at: Pointer) -> str:
    cure = "a callback" if in_spec(at) else "a property with x-ms-notification-url: true in its body"
    return f"give that operation {cure}"

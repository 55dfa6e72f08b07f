"""An operation that is not a trigger names a webhook that tells it of events.

Why: only a trigger waits for events; an action runs when the flow gets to it.
Write: the operation under triggers, or without x-ms-notification.
Bad:
    actions:
      ListOrders: {call: GET /orders, x-ms-notification: {operationId: OnOrder}}
Good:
    triggers:
      WhenOrder: {call: GET /orders, trigger: batch, x-ms-notification: {operationId: OnOrder}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NotificationExtensionSupportedForTriggerOnly
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import NOTIFICATION
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="NotificationExtensionSupportedForTriggerOnly")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the extension on every operation that is not a trigger."""
    for operation in connector.operations:
        if NOTIFICATION in operation.extra and operation.trigger is None:
            message = f"{operation.id or 'the operation'} is not a trigger and has x-ms-notification"
            yield Finding(operation.at / NOTIFICATION, message, _cure(operation.at))


def _cure(at: Pointer) -> str:
    return f"{'move the operation under triggers' if in_spec(at) else 'add x-ms-trigger'}, or remove it"

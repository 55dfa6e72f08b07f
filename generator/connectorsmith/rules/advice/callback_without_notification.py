"""An operation asks for the address of the flow, and its path does not say what is sent there.

Why: makers cannot use a value of an event that is described nowhere.
Write: notification with the type or the properties of the event.
Bad:
    OnOrder: {call: POST /hooks, callback: url}
Good:
    OnOrder: {call: POST /hooks, callback: url, notification: {properties: {id: string}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationMustHaveNotificationContentExtension
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.webhooks import subscriptions
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, PathItem
from connectorsmith.rules.support.extensions import is_meant
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="OperationMustHaveNotificationContentExtension")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the path of every operation that asks for the address."""
    for operation in subscriptions(connector):
        item = (connector.paths or {}).get(operation.path, PathItem())
        if item.notification is None and not is_meant(_NOTIFICATION, [*operation.extra, *item.extra]):
            message = f"{operation.id or 'the operation'} asks for an address and does not say what is sent there"
            yield Finding(operation.at, message, _SPEC if in_spec(operation.at) else _PACKAGE)


_NOTIFICATION: Final = "x-ms-notification-content"
_SPEC: Final = "add notification: with the type or the properties of the event"
_PACKAGE: Final = "add x-ms-notification-content to the path, with the schema of the event"

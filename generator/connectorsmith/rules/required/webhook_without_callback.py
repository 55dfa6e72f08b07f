"""A trigger says what its webhook sends, and not where the API learns the address to send it to.

Why: without the address nothing ever starts the flow.
Write: "callback" with the name of the body property that takes the address.
Bad:
    Hook: {call: POST /hooks, notification: Event}
Good:
    Hook: {call: POST /hooks, callback: url, notification: Event}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_of_parameter
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Operation, Schema
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.ERROR, code="WebhookOperationsMissingNotificationUrlProperty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the mark of the address in everything the trigger of a path with a notification sends."""
    for item in (connector.paths or {}).values():
        for operation in item.operations.values() if item.notification else ():
            if operation.trigger is not None and not _has_callback(connector, operation):
                message = f"{operation.id or 'the trigger'} has a notification and no callback"
                yield Finding(operation.at / "notification", message, _cure(operation.at))


def _has_callback(connector: Connector, operation: Operation) -> bool:
    waiting = [
        part
        for parameter in parameters(connector, operation)
        for schema in schemas_of_parameter(parameter)
        for part in schema.walk()
    ]
    seen: set[str] = set()
    while waiting:
        schema = waiting.pop()
        if schema.notification_url:
            return True
        name = schema.definition
        if name is not None and name not in seen:
            seen.add(name)
            waiting += (connector.definitions or {}).get(name, Schema()).walk()
    return False


def _cure(at: Pointer) -> str:
    if in_spec(at):
        return "add callback: and the name of a body property"
    return "mark the property of the body that takes the address with x-ms-notification-url: true"

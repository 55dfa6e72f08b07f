"""A trigger is called with POST, and neither registers an address nor describes what it sends.

Why: a POST trigger is a webhook; without the place for the address of the flow it never starts one.
Write: callback with the name of a body property, and the notification; GET for a trigger that polls.
Bad:
    triggers: {WhenOrderChanges: {call: POST /hooks, responses: {201: {}}}}
Good:
    triggers: {WhenOrderChanges: {call: POST /hooks, callback: url, notification: Order, responses: {201: {}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.webhooks import subscriptions
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import reached


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at triggers called with POST, PUT or PATCH; another rule reports a notification without an address."""
    registering = {id(operation) for operation in subscriptions(connector)}
    leading = [policy for policy in connector.policies if policy.template.casefold() in _LEAD_ELSEWHERE]
    polled = {id(operation) for policy in leading for operation in reached(connector, policy)}
    for operation in connector.triggers:
        item = (connector.paths or {}).get(operation.path)
        notified = "x-ms-notification" in operation.extra or (item is not None and item.notification is not None)
        if operation.method in ("post", "put", "patch") and not notified and id(operation) not in registering | polled:
            message = f"{operation.id or 'the trigger'} has neither an address for the flow nor a notification"
            yield Finding(operation.at, message, "add callback: and notification:, or poll with GET")


_LEAD_ELSEWHERE: Final = frozenset({"pollingtrigger", "routerequesttoendpoint"})
"""Policy templates that make another call of a trigger, such as one that polls."""

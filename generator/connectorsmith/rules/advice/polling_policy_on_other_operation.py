"""A polling policy is applied to an operation that is not a polling trigger.

Why: the policy keeps a state between calls of a trigger; another operation gets wrong answers from it.
Write: under "operations" the ids of GET operations that are under triggers, with "trigger: batch".
Bad:
    actions: {ListOrders: {call: GET /orders}}
    policies: [{template: pollingtrigger, operations: [ListOrders]}]
Good:
    triggers: {WhenOrdersCome: {call: GET /orders, trigger: batch}}
    policies: [{template: pollingtrigger, operations: [WhenOrdersCome]}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-polling-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.rules.support.message_words import key


@rule(Severity.ERROR, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the method and the kind of every operation that the policy reaches; without a list these are all."""
    for policy in connector.policies:
        if policy.template.casefold() == "pollingtrigger":
            reached = policy.operations or tuple(one.id for one in connector.operations if one.id)
            wrong = [name for name in reached if not _polls(connector.operation(name))]
            if wrong:
                more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
                which = "which are not GETs" if more else "which is not a GET"
                message = f"the policy is applied to {wrong[0]}{more}, {which} with {key(policy.at, 'trigger')}: batch"
                yield Finding(policy.at / "operations", message, "name the polling triggers it is meant for")


def _polls(operation: Operation | None) -> bool:
    """An id that no operation has is the offence of another rule."""
    return operation is None or (operation.method == "get" and operation.trigger == "batch")

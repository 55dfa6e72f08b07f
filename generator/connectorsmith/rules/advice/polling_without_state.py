"""A polling trigger has nothing that tells new items from old ones.

Why: the platform asks again at the address in the Location header of the last answer; if neither the API, nor a
    polling policy, nor custom code gives one, every call brings the same items, and none of them starts a flow.
Write: a pollingtrigger policy for the operation, or the Location header among its responses if the API sends it.
Bad:
    triggers: {WhenOrdersCome: {call: GET /orders, trigger: batch}}
Good:
    triggers: {WhenOrdersCome: {call: GET /orders, trigger: batch}}
    policies: [{template: pollingtrigger, operations: [WhenOrdersCome]}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-polling-trigger
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation, Policy


@rule(Severity.INFO, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a policy, a header or custom code for every GET that is under triggers."""
    polled = {name for policy in connector.policies for name in _polled(connector, policy)}
    for operation in connector.triggers:
        if operation.method == "get" and operation.id not in polled and not _answers_itself(connector, operation):
            message = f"nothing in the connector keeps what {operation.id or 'the trigger'} has already seen"
            yield Finding(operation.at, message, "add a pollingtrigger policy, or the header Location to its responses")


def _polled(connector: Connector, policy: Policy) -> Iterator[str | None]:
    if policy.template.casefold() == "pollingtrigger":
        yield from policy.operations or (operation.id for operation in connector.operations)


def _answers_itself(connector: Connector, operation: Operation) -> bool:
    values = (parameter.content for parameter in parameters(connector, operation))
    if any(_STATE in schema.extra for schema in values):
        return True
    headers = (name for _, response in answers(connector, operation) for name in response.headers or {})
    return bool(operation.script) or connector.own_script or any(name.casefold() == "location" for name in headers)


_STATE: Final = "x-ms-trigger-value"
"""The extension of a parameter that takes a value of the last answer along."""

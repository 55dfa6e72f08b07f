"""Nothing says where the webhook that a trigger registers can be deleted.

Why: the platform deletes the address in the Location header of the answer to the registration; without one the
    webhook stays when its flow is gone. The definition is the only place where that can be seen before it happens.
Write: the header in the answer that the registration gives; a recipe "location" or a setheader policy on the
    response if the API does not send it.
Bad:
    WhenOrderChanges: {call: POST /hooks, callback: url, responses: {201: {}}}
Good:
    WhenOrderChanges: {call: POST /hooks, callback: url,
      responses: {201: {description: Registered., headers: {Location: {type: string}}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.model.walk import answers
from connectorsmith.model.webhook import subscriptions
from connectorsmith.rules._properties import policies


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the header in the successful answers, then for what else may set it: a policy, or custom code."""
    if _set_elsewhere(connector):
        return
    for operation in subscriptions(connector):
        if operation.trigger is not None and not operation.script and not _declared(connector, operation):
            message = f"no answer of {operation.id or 'the trigger'} has a Location, where its webhook is deleted"
            yield Finding(operation.at / "responses", message, "add headers: {Location: {type: string}} to the answer")


def _declared(connector: Connector, operation: Operation) -> bool:
    return any(
        name.casefold() == "location"
        for code, response in answers(connector, operation)
        if code.startswith("2")
        for name in response.headers or {}
    )


def _set_elsewhere(connector: Connector) -> bool:
    """Whether a policy or code of the author's sets the header, for whichever operation."""
    if any(b"Location" in text for name, text in connector.assets.items() if name.startswith("script")):
        return True
    named = (str((policy.parameters or {}).get("name")).casefold() for policy in policies(connector))
    return "location" in named

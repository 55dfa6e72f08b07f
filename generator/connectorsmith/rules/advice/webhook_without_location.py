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
from connectorsmith.model import Connector
from connectorsmith.rules.support.webhooks import on_dynamic_host, without_location


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the header in the successful answers, then for what else may set it: a policy, or custom code."""
    for operation in without_location(connector):
        if on_dynamic_host(connector, operation):
            continue  # webhook-lost-on-dynamic-host
        message = f"no answer of {operation.id or 'the trigger'} has a Location, where its webhook is deleted"
        yield Finding(operation.at / "responses", message, "add the header Location, of type string, to the answer")

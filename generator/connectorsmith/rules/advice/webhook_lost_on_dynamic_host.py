"""A webhook is registered at the host of the connection, and the definition does not say at which host it is deleted.

Why: a dynamichosturl policy sends the registration to another host, such as a test system; without a Location with
    that host the platform looks for the webhook at the host of the definition, and it stays where it is.
Write: the Location header in the answer that the registration gives, with the host that was called.
Bad:
    policies: [{template: dynamichosturl, urlTemplate: "@connectionParameters('url')"}]
    WhenOrderChanges: {call: POST /hooks, callback: url, responses: {201: {}}}
Good:
    policies: [{template: dynamichosturl, urlTemplate: "@connectionParameters('url')"}]
    WhenOrderChanges: {call: POST /hooks, callback: url,
      responses: {201: {description: Registered., headers: {Location: {type: string}}}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger; a published connector
    names it among its known issues
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.webhooks import on_dynamic_host, without_location


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a policy that sets the host of a trigger whose answers have no Location."""
    for operation in without_location(connector):
        if on_dynamic_host(connector, operation):
            message = f"nothing says at which host the webhook of {operation.id or 'the trigger'} is deleted"
            yield Finding(operation.at, message, "declare the Location header in the answer to the registration")

"""The field for the address of the flow may be left out.

Why: what may be left out is left out, and the API never learns where to send anything.
Write: callback, which requires all of it, or required: true on the property and on everything that holds it.
Bad:
    url: {type: string, visibility: internal, notification-url: true}
Good:
    url: {type: string, required: true, visibility: internal, notification-url: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NotificationUrlNotRequired; none of 668 published ones can be left out
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import addresses
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import required


@rule(Severity.ERROR, code="NotificationUrlNotRequired")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a property that is not required on the way to each address."""
    for address in addresses(connector):
        if address.optional is not None:
            at = address.schema.at
            what = "is not required" if address.optional == at.key else f'is inside "{address.optional}", which is not'
            operation = address.operation.id or "the operation"
            message = f'"{at.key}" takes the address of the flow in {operation}, and {what}'
            yield Finding(at, message, required(at, address.optional))

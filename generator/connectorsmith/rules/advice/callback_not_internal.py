"""Makers see the field for the address of the flow.

Why: the platform fills it in; a maker who writes something there gets a flow that never starts.
Write: callback, which hides it, or visibility: internal on the property.
Bad:
    url: {type: string, required: true, notification-url: true}
Good:
    url: {type: string, required: true, visibility: internal, notification-url: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NotificationUrlNotInternal; none of 668 published ones is visible
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import addresses
from connectorsmith.diagnostics import Finding, Fix, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import key


@rule(Severity.ERROR, fixable=True, code="NotificationUrlNotInternal")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at who sees each address, or something that holds it."""
    for address in addresses(connector):
        if not address.internal:
            at = address.schema.at / "visibility"
            what = address.schema.at.key
            operation = address.operation.id or "the operation"
            message = f'"{what}" takes the address of the flow in {operation}, and makers see it'
            hint = f"write {key(at, 'visibility')}: internal"
            yield Finding(at, message, hint, fixes=(Fix.set(at, "internal"),))

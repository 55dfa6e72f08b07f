"""The field for the address of the flow is not a text.

Why: an address is a text, and the platform can put nothing else there.
Write: callback, which makes it one, or type: string.
Bad:
    url: {type: object, required: true, visibility: internal, notification-url: true}
Good:
    url: {type: string, required: true, visibility: internal, notification-url: true}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    NotificationUrlNotString; one of 668 published ones is something else
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_having
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="NotificationUrlNotString")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the type of every marked value."""
    for schema in schemas_having(connector, "notification_url"):
        kind = connector.resolve(schema).type
        if schema.notification_url and kind != "string":
            found = f"is of the type {kind}" if kind else "has no type"
            message = f'"{schema.at.key}" takes the address of the flow, and {found}'
            yield Finding(schema.at / "type", message, "write type: string")

"""What a webhook sends is described at the operation and not at its path.

Why: the platform looks for x-ms-notification-content beside the method, on the path; at the operation it sees nothing.
Write: in a spec "notification:" at the trigger, which puts it in the right place; in a package the key beside "post".
Bad:
    WhenOrderChanges: {call: POST /hooks, x-ms-notification-content: {schema: {type: object}}}
Good:
    WhenOrderChanges: {call: POST /hooks, notification: {properties: {id: string}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger;
    all 641 of about 1,000 published connectors are on the path
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the key among what operations have besides the known ones."""
    for operation in connector.operations:
        if _KEY in operation.extra:
            message = f"{operation.id or 'the operation'} describes what its webhook sends in the wrong place"
            yield Finding(
                operation.at / _KEY, message, "move it to the path, beside the method; a spec says notification:"
            )


_KEY: Final = "x-ms-notification-content"

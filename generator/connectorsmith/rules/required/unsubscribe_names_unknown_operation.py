"""A trigger names an operation for unsubscribing that the connector does not have.

Why: the webhook would stay registered after a flow is turned off.
Write: the id of the operation, mostly a DELETE under "internal", that removes what the trigger registers.
Bad:
    unsubscribe: UnHook
Good:
    unsubscribe: Unhook
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/create-webhook-trigger
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector


@rule(Severity.ERROR)
def check(connector: Connector) -> Iterator[Finding]:
    """Look the operation of every trigger up."""
    known = {operation.id for operation in connector.operations if operation.id}
    for operation in connector.operations:
        name = operation.unsubscribe
        if name is not None and name not in known:
            likely = suggest(name, known)
            hint = f'did you mean "{likely}"?' if likely else "add the operation under `internal`"
            yield Finding(operation.at / "unsubscribe", f'the connector has no operation "{name}"', hint)

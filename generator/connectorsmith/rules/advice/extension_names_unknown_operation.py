"""An extension names an operation that the connector does not have.

Why: what the extension asks for, such as the test of a connection, cannot be done.
Write: the id of an operation of this connector, letter for letter.
Bad:
    x-ms-capabilities: {testConnection: {operationId: GetMee}}
Good:
    x-ms-capabilities: {testConnection: {operationId: GetMe}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationIdNotFound; dropdowns and forms have a rule of their own with the same code.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.webhooks import NOTIFICATION
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector, Json
from connectorsmith.rules.support.message_words import add_internal

_CONTEXT = "x-ms-operation-context"
_CAPABILITIES = "x-ms-capabilities"


@rule(Severity.ERROR, code="OperationIdNotFound")
def check(connector: Connector) -> Iterator[Finding]:
    """Look up every operation that capabilities, contexts and notifications name."""
    known = {operation.id for operation in connector.operations if operation.id}
    for form, at in _forms(connector):
        name = form.get("operationId") if isinstance(form, dict) else None
        if isinstance(name, str) and name not in known:
            likely = suggest(name, known)
            hint = f'did you mean "{likely}"?' if likely else add_internal(at)
            yield Finding(at / "operationId", f'the connector has no operation "{name}"', hint)


def _forms(connector: Connector) -> Iterator[tuple[Json, Pointer]]:
    """What may name an operation, each with its place."""
    for path in (("testConnection",), ("file-picker", "open"), ("file-picker", "browse")):
        yield _inside(connector.extra, connector.at, (_CAPABILITIES, *path))
    for operation in connector.operations:
        yield _inside(operation.extra, operation.at, (NOTIFICATION,))
        yield _inside(operation.extra, operation.at, (_CONTEXT, "simulate"))


def _inside(value: Json, at: Pointer, path: tuple[str, ...]) -> tuple[Json, Pointer]:
    for key in path:
        value, at = value.get(key) if isinstance(value, dict) else None, at / key
    return value, at

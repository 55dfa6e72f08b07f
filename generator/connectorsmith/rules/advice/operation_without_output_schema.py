"""An operation does not say what comes back from it.

Why: the designer shows the values of the response 200 or 201, and for a webhook those of its notification.
Write: the type or the properties of what comes back; 204 alone where nothing does.
Bad:
    GetOrder: {call: GET /orders, responses: {200: {}}}
Good:
    GetOrder: {call: GET /orders, responses: {200: Order}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemaDefinitionSetIncorrectly. The validator says it of operations that answer 204 alone as well; about 30 in 100
    published connectors break it. Internal operations are not in the designer.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector, Notification, Operation
from connectorsmith.rules.support.extensions import is_meant
from connectorsmith.rules.support.mcp import is_mcp
from connectorsmith.rules.support.message_words import in_spec

_SHOWN = ("200", "201")


@rule(Severity.WARNING, code="SchemaDefinitionSetIncorrectly")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a schema where the designer looks for it, of every operation that makers see."""
    for operation in connector.operations:
        notification = _notification(connector, operation)
        if operation.internal or is_mcp(operation) or _is_faulty(connector, operation):
            continue
        if notification is None or notification.schema is None:
            fault, code = _fault(connector, operation)
            if fault is not None:
                message = f"{operation.id or 'the operation'} {fault}"
                hint = _hint(operation.at, code if notification is None else "notification")
                yield Finding(operation.at / "responses", message, hint)


def _is_faulty(connector: Connector, operation: Operation) -> bool:
    """Whether a fault that another rule reports hides that it is a trigger or a server, or what its webhook sends."""
    if any(is_meant(name, operation.extra) for name in ("x-ms-trigger", "x-ms-agentic-protocol")):
        return True
    item = (connector.paths or {}).get(operation.path)
    keys = [*operation.extra, *(item.extra if item is not None else ())]
    return operation.trigger is not None and is_meant("x-ms-notification-content", keys)


def _fault(connector: Connector, operation: Operation) -> tuple[str | None, str]:
    """What is wrong, and the status that needs a schema."""
    schemas = {code: response.schema for code, response in answers(connector, operation)}
    if any(schemas.get(code) is not None for code in _SHOWN):
        return None, ""
    shown = next((code for code in _SHOWN if code in schemas), None)
    if shown is not None:
        return f"does not say what comes back as {shown}", shown
    other = next((code for code in ("202", "203", "206") if schemas.get(code) is not None), None)
    return None if other is None else f"says what comes back as {other} only, where the designer does not look", "200"


def _notification(connector: Connector, operation: Operation) -> Notification | None:
    """What a webhook sends, which makers see in place of the answer."""
    item = (connector.paths or {}).get(operation.path)
    return item.notification if item is not None and operation.trigger is not None else None


def _hint(at: Pointer, word: str) -> str:
    if in_spec(at):
        found = f"write a type or properties under {word}"
    else:
        found = f"write a schema under {word.replace('notification', 'x-ms-notification-content')}"
    return found if word == "notification" else f"{found}, or 204 in its place if nothing comes back"

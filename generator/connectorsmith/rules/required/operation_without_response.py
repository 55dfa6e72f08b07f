"""An operation does not say what it answers.

Why: Swagger 2.0 asks for at least one response, and the platform refuses an operation without.
    Fewer than 15 of about 1,030 published connectors break the form of Swagger in any way.
Write: the success code at least: "200" with a type, or "204: {}" where nothing comes back.
Bad:
    GetOrder: {call: GET /order}
Good:
    GetOrder: {call: GET /order, responses: {204: {}}}
Source: https://spec.openapis.org/oas/v2.0#responses-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation


@rule(Severity.ERROR, code="OperationMustHaveResponse")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for at least one response in every operation."""
    for operation in connector.operations:
        if not operation.responses:
            usable = " that can be used" if _unfit(operation) else ""
            message = f"{operation.id or 'the operation'} has no response{usable}"
            yield Finding(operation.at / "responses", message, "write 200 with what comes back, or 204 if nothing does")


def _unfit(operation: Operation) -> bool:
    """Whether something else than responses is there; extensions do not count."""
    written = operation.extra.get("responses", {})
    return not isinstance(written, dict) or any(not code.startswith("x-") for code in written)

"""No response of an operation says that the call went well.

Why: the platform takes what an action gives back from a response of the 200s; without one there is nothing to use.
Write: the success code with what comes back, or 204 where nothing does.
Bad:
    responses: {default: Order}
Good:
    responses: {200: Order}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationShouldHaveSuccessfulResponse
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import in_spec


@rule(Severity.WARNING, code="OperationShouldHaveSuccessfulResponse")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a code of the 200s in every operation that has responses."""
    for operation in connector.operations:
        codes = [code for code in operation.responses or () if not code.startswith("x-")]
        if codes and not any(code.startswith("2") for code in codes):
            message = f"{operation.id or 'the operation'} has no success response, only {', '.join(codes)}"
            nothing = "204: {}" if in_spec(operation.at) else "204 with a description alone"
            yield Finding(operation.at / "responses", message, f"add 200 with what comes back, or {nothing}")

"""The operation that tests a new connection cannot be called by itself.

Why: it is called as soon as a connection is made, before any parameter has a value; and a test must not change
    anything.
Write: a GET operation without required parameters, or with constants for them under "parameters".
Bad:
    x-ms-capabilities: {testConnection: {operationId: DeleteOrder}}
Good:
    x-ms-capabilities: {testConnection: {operationId: GetMe}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/test-connection
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Absent, Connector, Parameter
from connectorsmith.rules.support.phrases import both


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the method and the parameters of the operation; one that does not exist is another rule's offence."""
    capabilities = connector.extra.get("x-ms-capabilities")
    test = capabilities.get("testConnection") if isinstance(capabilities, dict) else None
    if not isinstance(test, dict):
        return
    operation = connector.operation(str(test.get("operationId")))
    if operation is not None:
        at = connector.at / "x-ms-capabilities" / "testConnection" / "operationId"
        if operation.method != "get":
            message = f"{operation.id} is called with {operation.method.upper()} to test a connection"
            yield Finding(at, message, "name an operation that is called with GET")
        given = test["parameters"] if isinstance(test.get("parameters"), dict) else {}
        missing = [
            f'"{one.name}"' for one in parameters(connector, operation) if _needed(one) and one.name not in given
        ]
        if missing:
            message = f"{operation.id} tests the connection and requires {both(missing)}"
            yield Finding(at, message, "give constants under parameters, or name another operation")


def _needed(parameter: Parameter) -> bool:
    return parameter.required is True and isinstance(parameter.content.default, Absent)

"""Two operations of one method have paths that differ in the names of their variables only.

Why: a request fits both, so that it is undefined which of the two is called.
Write: different words between the variables, or one operation for both.
Bad:
    GetOrder: {call: "GET /orders/{id}"}
    GetOrderByName: {call: "GET /orders/{name}"}
Good:
    GetOrder: {call: "GET /orders/{id}"}
    GetOrderByName: {call: "GET /orders/by-name/{name}"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    DuplicateOperationPath
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation

_VARIABLE = re.compile(r"\{[^{}]*\}")


@rule(Severity.ERROR, code="DuplicateOperationPath")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the paths of each method with their variables made the same; case does not count."""
    first: dict[tuple[str, str], Operation] = {}
    for operation in connector.operations:
        key = (operation.method, _VARIABLE.sub("{}", operation.path).casefold())
        other = first.setdefault(key, operation)
        if other is not operation:
            message = f"{operation.method.upper()} {operation.path} cannot be told from {other.path}"
            hint = "give the two paths different words between the variables"
            yield Finding(operation.at / "call", message, hint, (("the other path", other.at / "call"),))

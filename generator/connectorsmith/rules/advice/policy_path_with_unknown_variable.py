"""A policy calls a path with a variable that the operation does not have.

Why: the braces go out as they are written, and the API does not find the path.
Write: the name of a path parameter of the operations that the policy applies to; an expression for all other values.
Bad:
    GetOrder: {call: "GET /order/{id}"}
    policies: [{template: routerequesttoendpoint, operations: [GetOrder], newPath: "/orders/{orderId}"}]
Good:
    policies: [{template: routerequesttoendpoint, operations: [GetOrder], newPath: "/orders/{id}"}]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/routerequesttoendpoint/routerequesttoendpoint
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import policy_texts, reached


@rule(Severity.WARNING, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look every variable of such a path up among the variables of the path of each operation."""
    for written in policy_texts(connector):
        if _PATHS.get(written.policy.template.casefold()) == written.name:
            asked = [name for text in written.literals for name in _VARIABLE.findall(text)]
            for operation in reached(connector, written.policy):
                missing = next((name for name in asked if name not in operation.variables), None)
                if missing is not None:
                    message = f'{operation.id or "the operation"} has no path parameter "{missing}"'
                    likely = suggest(missing, operation.variables)
                    hint = f'did you mean "{likely}"?' if likely else _EXPRESSION
                    yield Finding(written.at, message, hint)
                    break


_PATHS: Final = {"routerequesttoendpoint": "newPath", "setvaluefromurl": "parameterValueUrl"}
_EXPRESSION: Final = "use an expression, such as @queryParameters('name')"
_VARIABLE: Final = re.compile(r"\{(\w[^{}@]*)\}")

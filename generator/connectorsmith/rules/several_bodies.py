"""An operation has more than one body.

Why: a request has one body, and the platform refuses a second.
Write: one body whose properties hold what the others held.
Bad:
    parameters: [{name: a, in: body, schema: Order}, {name: b, in: body, schema: Order}]
Good:
    body: Order
Source: https://spec.openapis.org/oas/v2.0#parameter-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.model.parts import listed_parameters


@rule(Severity.ERROR, code="OperationParametersContainMultipleBodyParameters", gate=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the bodies in the list of each operation."""
    for operation in connector.operations:
        listed = listed_parameters(operation)
        bodies = [at for parameter, at in listed if connector.parameter(parameter).location == "body"]
        for at in bodies[1:]:
            message = f"{operation.id or 'the operation'} has a second body"
            yield Finding(at, message, "make one body of the two", (("the first body", bodies[0]),))

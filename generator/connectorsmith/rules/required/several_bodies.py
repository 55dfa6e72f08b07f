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

from connectorsmith.analysis.all_parts import listed_parameters, placed_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="OperationParametersContainMultipleBodyParameters")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the bodies of each operation, one of its path included; several of a path have a rule of their own."""
    for operation in connector.operations:
        listed = listed_parameters(operation)
        own = [at for parameter, at in listed if connector.parameter(parameter).location == "body"]
        for at in own:
            first = next(place for one, place in placed_parameters(connector, operation) if one.location == "body")
            if at != first:
                message = f"{operation.id or 'the operation'} has a second body"
                yield Finding(at, message, "make one body of the two", (("the first body", first),))

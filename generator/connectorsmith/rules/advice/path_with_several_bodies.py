"""A path has more than one body for all of its operations.

Why: a request has one body, and the platform refuses a second.
Write: the body in the operation that sends it.
Bad:
    paths:
      /orders: {parameters: [{name: order, in: body, type: Order}, {name: note, in: body, type: Note}]}
Good:
    actions:
      AddOrder: {call: POST /orders, body: Order}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PathParametersContainMultipleBodyParameters
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="PathParametersContainMultipleBodyParameters")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the bodies among the parameters of each path."""
    for path, item in (connector.paths or {}).items():
        bodies = [one.at for one in item.parameters or () if connector.parameter(one).location == "body"]
        for at in bodies[1:]:
            message = f"{path} has a second body"
            yield Finding(at, message, "give each operation its own body", (("the first body", bodies[0]),))

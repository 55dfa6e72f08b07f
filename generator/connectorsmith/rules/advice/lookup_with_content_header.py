"""A lookup calls an operation that has a header of the content, such as Content-Type, as a parameter.

Why: the designer puts the header on the request and not on its content, where .NET refuses it, and shows "Misused
    header name" in place of the choices.
Write: consumes in place of the parameter, or a policy that sets the header.
Bad:
    ListOrders: {call: GET /orders, parameters: [{name: Content-Type, in: header, type: string}]}
Good:
    ListOrders: {call: GET /orders, consumes: [application/json]}
Source: https://github.com/microsoft/PowerPlatformConnectors/issues/3808
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import all_calls
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.content_headers import CONTENT_HEADERS


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Report each parameter of this kind once, with the lookups that send it."""
    callers = {call.operation: call for call in reversed(list(all_calls(connector)))}
    for operation in connector.operations:
        call = callers.get(operation.id or "")
        for one in parameters(connector, operation) if call is not None else ():
            if call is not None and one.location == "header" and (one.name or "").lower() in CONTENT_HEADERS:
                message = f'a lookup that calls {operation.id} cannot send the header "{one.name}"'
                hint = "remove the parameter; consumes says what is sent, and a policy can set the header"
                yield Finding(one.at, message, hint, (("a lookup that calls it", call.named),))

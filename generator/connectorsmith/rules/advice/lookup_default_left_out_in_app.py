"""A lookup calls an operation with a default that a flow sends and an app leaves out.

Why: where the lookup gives no value, a flow sends every default of the operation that it calls, an app (Power Fx) only
    those of required parameters. So the two can show different choices.
Write: the value with the lookup, or required: true beside the default.
Bad:
    options: {operation: ListOrders, value: id, title: name}    # ListOrders has state, optional with the default open
Good:
    options: {operation: ListOrders, value: id, title: name, with: {state: {value: open}}}
Source: https://github.com/microsoft/Power-Fx, Microsoft.PowerFx.Connectors; https://github.com/Azure/LogicAppsUX
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from connectorsmith.analysis.dynamic_calls import all_calls
from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ABSENT, Connector


@rule(Severity.INFO)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare what every lookup gives with the defaults of the operation that it calls."""
    for call in all_calls(connector):
        called = connector.operation(call.operation)
        given = {argument.name.lower() for argument in call.arguments}
        for one in parameters(connector, called) if called is not None else ():
            optional = not one.required and one.location != "body" and (one.name or "").lower() not in given
            if optional and one.content.default not in (ABSENT, None, ""):  # a flow leaves out what is empty
                value = json.dumps(one.content.default, ensure_ascii=False)
                message = f'a flow calls {call.operation} with "{one.name}" {value}, an app without it'
                yield Finding(call.named, message, f'give "{one.name}" a value here, or make it required')

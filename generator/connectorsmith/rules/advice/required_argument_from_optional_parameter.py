"""A required parameter of a called operation gets its value from an optional one.

Why: as long as the maker leaves the optional one empty the call cannot be made, and the dropdown stays empty.
Write: required: true or a default on the parameter that gives the value.
Bad:
    parameters:
      - {name: shop, in: query, type: string}
      - {name: id, in: query, type: string, options: {operation: ListOrders, …, with: {shop: shop}}}
Good:
    parameters:
      - {name: shop, in: query, type: string, required: true}
      - {name: id, in: query, type: string, options: {operation: ListOrders, …, with: {shop: shop}}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationParameterRequiredMismatch
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import ABSENT, Connector
from connectorsmith.rules.support.dynamic_arguments import transfers


@rule(Severity.WARNING, code="OperationParameterRequiredMismatch")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare what every argument takes with what it is given to, where it is known what both are."""
    for transfer in transfers(connector):
        source, target = transfer.source, transfer.target.parameter
        if target is None or not target.required or target.content.default is not ABSENT or source.ambiguous:
            continue
        if (source.parameter or source.body_property) and not source.always_there:
            name = transfer.argument.source
            message = f'{transfer.called.id} requires "{target.name}", and "{name}" is optional'
            yield Finding(transfer.argument.at, message, f'make "{name}" required, or give it a default')

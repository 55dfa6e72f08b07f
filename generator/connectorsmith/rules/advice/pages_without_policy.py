"""An operation has pages, and no policy leads their links through the connector.

Why: the link to the next page comes from the API and leads there straight, past the sign-in of the connection; the
    policy updatenextlink writes the address of the connector into it. An API whose links hold all that it needs does
    without, as about two in three published operations with pages do.
Write: an updatenextlink policy for the operation, with the same property.
Bad:
    ListOrders: {call: GET /orders, pageable: {nextLinkName: nextLink}}
Good:
    ListOrders: {call: GET /orders, pageable: {nextLinkName: nextLink}}
    policies: [{template: updatenextlink, title: Next page, nextLinkPropertyName: nextLink}]
Source: the published JSON Schema of apiDefinition, on x-ms-pageable
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.expressions import reached


@rule(Severity.INFO, compares=True)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for a policy, or for code that could do the same, for every operation with pages."""
    paged = [operation for operation in connector.operations if "x-ms-pageable" in operation.extra]
    if not paged or connector.own_script:
        return
    policies = [policy for policy in connector.policies if policy.template.casefold() == "updatenextlink"]
    routed = {id(operation) for policy in policies for operation in reached(connector, policy)}
    for operation in paged:
        if id(operation) not in routed and not operation.script:
            message = f"no policy leads the next page of {operation.id or 'the operation'} through the connector"
            yield Finding(operation.at / "pageable", message, "add an updatenextlink policy for it")

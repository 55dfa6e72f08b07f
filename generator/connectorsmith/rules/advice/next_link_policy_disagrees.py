"""A policy rewrites another link to the next page than the operation names.

Why: the platform follows the property that the operation names; that one then leads past the connector, to where
    no user is signed in.
Write: the same property in both: nextLinkPropertyName of the policy and nextLinkName of the operation.
Bad:
    ListOrders: {call: GET /orders, pageable: {nextLinkName: nextLink}}
    policies: [{template: updatenextlink, title: Next page, nextLinkPropertyName: "@odata.nextLink"}]
Good:
    ListOrders: {call: GET /orders, pageable: {nextLinkName: nextLink}}
    policies: [{template: updatenextlink, title: Next page, nextLinkPropertyName: nextLink}]
Source: the published JSON Schema of apiDefinition, on x-ms-pageable; one published connector writes nextlink in one
    place and nextLink in the other
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation
from connectorsmith.rules.support.expressions import reached


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the property of each policy with those of its operations; one inside another object is left alone."""
    for policy in connector.policies:
        given = policy.parameters or {}
        name = given.get("nextLinkPropertyName")
        if policy.template.casefold() != "updatenextlink" or "nextLinkParentPropertyPath" in given:
            continue
        for operation in reached(connector, policy):
            other = _followed(operation)
            if isinstance(name, str) and other is not None and other != name:
                message = f'the policy rewrites "{name}", and {operation.id} names "{other}" as its next page'
                yield Finding(policy.at / "nextLinkPropertyName", message, "write the same property in both")
                break


def _followed(operation: Operation) -> str | None:
    pageable = operation.extra.get("x-ms-pageable")
    name = pageable.get("nextLinkName") if isinstance(pageable, dict) else None
    return name if isinstance(name, str) else None

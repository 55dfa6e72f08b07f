"""An operation says that it has pages, and not where the next one is.

Why: the platform goes to the next page by the property that nextLinkName names; without it there is one page.
Write: nextLinkName with the property of the answer.
Bad:
    {call: GET /orders, pageable: {}, responses: {200: {properties: {nextLink: string}}}}
Good:
    {call: GET /orders, pageable: {nextLinkName: nextLink}, responses: {200: {properties: {nextLink: string}}}}
Source: https://github.com/Azure/autorest/blob/main/docs/extensions/readme.md, x-ms-pageable
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the key in every x-ms-pageable that is an object."""
    for operation in connector.operations:
        pageable = operation.extra.get("x-ms-pageable")
        if isinstance(pageable, dict) and "nextLinkName" not in pageable:
            message = f"{operation.id or 'the operation'} has pages, and names no property with the next one"
            yield Finding(operation.at / "pageable", message, "add nextLinkName and the name of the property")

"""The property with the next page is one that the platform does not follow.

Why: the platform goes from page to page by the properties nextLink and @odata.nextLink only.
Write: one of these two, and have a script or a policy rename the property if the API calls it something else.
Bad:
    pageable: {nextLinkName: next}
Good:
    pageable: {nextLinkName: nextLink}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    InvalidNextLinkNameValue. Of about 1,000 published connectors one writes another name: nextlink.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_KNOWN = ("nextLink", "@odata.nextLink")


@rule(Severity.ERROR, code="InvalidNextLinkNameValue")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the name that every operation with pages gives."""
    for operation in connector.operations:
        pageable = operation.extra.get("x-ms-pageable")
        name = pageable.get("nextLinkName") if isinstance(pageable, dict) else None
        if name is not None and name not in _KNOWN:
            message = f'{operation.id or "the operation"} names "{name}" as the property with the next page'
            yield Finding(operation.at / "pageable" / "nextLinkName", message, f"write {' or '.join(_KNOWN)}")

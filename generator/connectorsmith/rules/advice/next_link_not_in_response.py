"""The property with the address of the next page is not in the answer.

Why: the platform reads it from the answer; without it a flow gets the first page alone.
Write: the property among those of the response, or another name.
Bad:
    {call: GET /orders, pageable: {nextLinkName: nextLink}, responses: {200: {properties: {value: string}}}}
Good:
    {call: GET /orders, pageable: {nextLinkName: nextLink}, responses: {200: {properties: {nextLink: string}}}}
Source: https://github.com/Azure/autorest/blob/main/docs/extensions/readme.md, x-ms-pageable
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.operation_parts import returned
from connectorsmith.analysis.property_path import follow, known_paths
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.suggest import suggest
from connectorsmith.model import Connector


@rule(Severity.WARNING)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the property in the answer, if that is described."""
    for operation in connector.operations:
        pageable = operation.extra.get("x-ms-pageable")
        name = pageable.get("nextLinkName") if isinstance(pageable, dict) else None
        answer = returned(connector, operation) if isinstance(name, str) else None
        if isinstance(name, str) and answer is not None and follow(connector, answer, name) is None:
            likely = suggest(name, list(known_paths(connector, answer)))
            hint = f'did you mean "{likely}"?' if likely else f"add {name} to the properties of the response"
            message = f'the answer of {operation.id or "the operation"} has no "{name}"'
            yield Finding(operation.at / "pageable" / "nextLinkName", message, hint)

"""A reference of a response does not lead to the responses at the root.

Why: the platform looks for responses there and nowhere else, and refuses the connector.
Write: #/responses/ and a name that is under "responses" at the root.
Bad:
    404: {$ref: "#/definitions/NotFound"}
Good:
    404: {$ref: "#/responses/NotFound"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ResponseReferenceNotValid
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_responses
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.pointers import is_pointer, points_into


@rule(Severity.ERROR, code="ResponseReferenceNotValid")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at where every reference of a response leads."""
    for response in written_responses(connector):
        if response.ref is None or points_into(response.ref, "responses"):
            continue
        if is_pointer(response.ref) or not response.ref.startswith("#"):
            message = f'"{response.ref}" does not lead to the responses at the root'
            yield Finding(response.at / "$ref", message, "write #/responses/ and the name")

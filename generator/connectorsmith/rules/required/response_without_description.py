"""A response has no description.

Why: Swagger 2.0 requires one, and the platform refuses a definition without.
Write: what the response means; only the usual status codes have a description of their own.
Bad:
    200: {type: Order, absent: [description]}
Good:
    200: Order
Source: https://spec.openapis.org/oas/v2.0#response-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_responses
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="RequiredPropertyMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the description of every response that is not a reference."""
    for response in written_responses(connector):
        if response.ref is None and response.description is None:
            message = f"the response {response.at.key} has no `description`"
            yield Finding(response.at / "description", message, "say in a few words what it means")

"""The apiDefinition has no paths.

Why: Swagger 2.0 requires the key, and the platform refuses a file without it.
Write: the operations; a spec writes paths by itself.
Bad:
    absent: [paths]
Good:
    actions:
      GetOrder: {call: GET /order, responses: {200: Order}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RequiredPropertyMissing; https://spec.openapis.org/oas/v2.0#swagger-object
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="RequiredPropertyMissing")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the key; one with a value of the wrong kind has a rule of its own."""
    if connector.paths is None and "paths" not in connector.extra:
        yield Finding(connector.at / "paths", "the apiDefinition has no `paths`", "add an operation")

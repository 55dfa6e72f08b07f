"""A response at the root is itself a reference to a response.

Why: the platform follows one reference and not a second, and refuses the connector.
Write: the response itself at the root.
Bad:
    responses:
      Missing: {$ref: "#/responses/NotFound"}
Good:
    responses:
      Missing: {description: Not found, type: Error}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ResponseRefLoopNotAllowed
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="ResponseRefLoopNotAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Look for references among the responses at the root."""
    for name, response in (connector.responses or {}).items():
        if response.ref is not None:
            message = f'the shared response "{name}" is a reference to {response.ref}'
            yield Finding(response.at / "$ref", message, "write the response itself here")

"""The connector is to be reached through a WebSocket.

Why: the platform calls an API by HTTP and in no other way.
Write: https.
Bad:
    schemes: [wss]
Good:
    schemes: [https]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemeNotSupported
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector, Operation


@rule(Severity.ERROR, code="SchemeNotSupported")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the schemes of the connector and of every operation."""
    parts: tuple[Connector | Operation, ...] = (connector, *connector.operations)
    for part in parts:
        for index, scheme in enumerate(part.schemes or ()):
            if scheme in ("ws", "wss"):
                yield Finding(part.at / "schemes" / index, f"{scheme} is not supported", "write https")

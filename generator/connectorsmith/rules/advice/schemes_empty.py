"""The list of transfer protocols is empty.

Why: the platform refuses an empty list; it would not know how to call the API.
Write: schemes: [https]; in an operation nothing at all.
Bad:
    empty: [schemes]
Good:
    schemes: [https]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    SchemesArrayEmpty
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Pointer, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="SchemesArrayEmpty")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the list of the connector and at that of each operation."""
    for at, schemes in _lists(connector):
        if schemes == ():
            yield Finding(at / "schemes", "`schemes` is empty", "write schemes: [https] at the root, and nowhere else")


def _lists(connector: Connector) -> Iterator[tuple[Pointer, tuple[str, ...] | None]]:
    yield connector.at, connector.schemes
    for operation in connector.operations:
        yield operation.at, operation.schemes

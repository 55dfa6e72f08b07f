"""An operation has more schemas than the platform takes in.

Why: the platform writes every reference out; a definition that is used in many places counts in each of them.
Write: fewer properties, above all in lists in lists and in definitions that hold each other.
Bad:
    A: {properties: {a: B, b: B, c: B, d: B, e: B, f: B, g: B, h: B}}       # and so on, five definitions deep
Good:
    A: {properties: {a: B, b: B}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationSchemaCountExceedsMaxAllowed; the number is in https://learn.microsoft.com/en-us/connectors/custom-connectors/faq
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.expansion import operation_sizes, shown_size
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_MOST = 16_384


@rule(Severity.ERROR, code="OperationSchemaCountExceedsMaxAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Count the schemas of the parameters and responses of every operation, with references written out."""
    for operation, count in operation_sizes(connector):
        if count > _MOST:
            message = f"{operation.id or 'the operation'} has {shown_size(count)}, {_MOST:,} are allowed"
            yield Finding(operation.at, message, "leave out properties that makers do not need")

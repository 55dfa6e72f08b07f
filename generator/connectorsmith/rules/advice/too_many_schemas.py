"""The operations of the connector have more than 4,194,304 schemas together.

Why: the platform writes every reference out, and refuses a connector with more than 256 operations of 16,384 each.
Write: fewer properties, above all in lists in lists and in definitions that hold each other.
Bad:
    A: {properties: {a: B, b: B, c: B, d: B, e: B, f: B, g: B, h: B}}       # and so on, eight definitions deep
Good:
    A: {properties: {a: B, b: B}}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    TotalSchemaCountExceedsMaxAllowed;
    the number is in https://learn.microsoft.com/en-us/connectors/custom-connectors/faq
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from connectorsmith.analysis.expansion import operation_sizes, shown_size
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector

_MOST: Final = 256 * 16_384


@rule(Severity.ERROR, code="TotalSchemaCountExceedsMaxAllowed")
def check(connector: Connector) -> Iterator[Finding]:
    """Add up the schemas of all operations, with references written out; say it at the operation that has most."""
    counts = operation_sizes(connector)
    total = sum(count for _, count in counts)
    if total > _MOST:
        largest, _ = max(counts, key=lambda one: one[1])
        message = f"the connector has {shown_size(total)}, {_MOST:,} are allowed; {largest.id} has most of them"
        yield Finding(largest.at, message, "leave out properties that makers do not need")

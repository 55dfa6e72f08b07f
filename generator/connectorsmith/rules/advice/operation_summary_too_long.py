"""The summary of an operation is longer than 80 characters.

Why: the summary is the name of the action; a long one is cut off in the designer, and refused in certification.
Write: a verb and an object, and all else in the description.
Bad:
    summary: Get one order of the shop with all of its lines, its payments and the addresses it is sent to
Good:
    summary: Get an order
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    OperationSummaryTooLong, which names 120; the submission checklist names 80, and no published connector has more.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector

_MOST = 80


@rule(Severity.ERROR, code="OperationSummaryTooLong", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the characters of every summary."""
    for operation in connector.operations:
        length = len(operation.summary or "")
        if length > _MOST:
            message = f"the summary of {operation.id or 'the operation'} has {length} characters, {_MOST} are allowed"
            yield Finding(operation.at / "summary", message, "write a verb and an object: Get an order")

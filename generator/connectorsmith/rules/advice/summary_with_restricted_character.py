"""The summary of an operation has a character that is not allowed.

Why: certification refuses a summary with any of / < > * % & ? or a backslash.
Write: "and" for &, "or" for /, "percent" for %, and a statement in place of a question.
Bad:
    summary: Add order/invoice
Good:
    summary: Add order or invoice
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RestrictedCharactersInSummary
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import restricted


@rule(Severity.ERROR, code="RestrictedCharactersInSummary", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the characters of the summaries that makers see."""
    for operation in connector.operations:
        marks = "" if operation.internal else restricted(operation.summary)
        if marks:
            message = f"the summary of {operation.id or 'the operation'} has {marks} in it"
            yield Finding(operation.at / "summary", message, "write a word in its place, or leave it out")

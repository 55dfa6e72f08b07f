"""The summary of a parameter has more than 80 characters.

Why: it is the label of an input field; certification refuses a longer one.
Write: the name of the value in a few words, and the rest in the description.
Bad:
    {name: due, in: query, type: date, summary: The last day on which ... and so on, in more than 80 characters}
Good:
    {name: due, in: query, type: date, summary: Due date, description: The last day on which it can be paid.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    FieldLengthExceeded; no parameter of about 1,000 published connectors has a longer one
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import LONGEST_SUMMARY


@rule(Severity.ERROR, code="FieldLengthExceeded", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Count the characters of the summary of every parameter."""
    for parameter in written_parameters(connector):
        count = len(parameter.summary or "")
        if count > LONGEST_SUMMARY:
            message = f'the summary of "{parameter.name}" has {count} characters, {LONGEST_SUMMARY} are allowed'
            yield Finding(parameter.at / "summary", message, "write a few words, and the rest in the description")

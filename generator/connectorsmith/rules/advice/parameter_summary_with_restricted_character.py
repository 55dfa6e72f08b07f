"""The summary of a parameter has a character that is not allowed in summaries.

Why: the submission guide wants only letters, digits and brackets in what makers read.
Write: "and" for &, "or" for /, "in percent" for %, and a statement in place of a question.
Bad:
    {name: vat, in: query, type: number, summary: VAT %}
Good:
    {name: vat, in: query, type: number, summary: VAT in percent}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    RestrictedCharactersInSummary
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import written_parameters
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.certification_limits import restricted
from connectorsmith.rules.support.visible_fields import is_internal


@rule(Severity.WARNING, code="RestrictedCharactersInSummary", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the characters of the summaries of all parameters that are not internal."""
    for parameter in written_parameters(connector):
        marks = "" if is_internal(parameter) else restricted(parameter.summary)
        if marks:
            message = f'the summary of the parameter "{parameter.name}" has {marks} in it'
            yield Finding(parameter.at / "summary", message, "write a word in its place, or leave it out")

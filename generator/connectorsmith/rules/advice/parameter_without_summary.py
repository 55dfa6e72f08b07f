"""A parameter that makers see has no summary.

Why: the designer shows the summary above the field; the certification build refuses a parameter without.
Write: a label in the words of makers, such as "Order number"; "visibility: internal" if makers should not see it.
Bad:
    {name: orderNo, in: query, type: string, description: Number of the order.}
Good:
    {name: orderNo, in: query, type: string, summary: Order number, description: Number of the order.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    4 of about 1,000 published connectors lack one
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.message_words import key
from connectorsmith.rules.support.visible_fields import visible_parameters


@rule(Severity.ERROR, code="RequiredPropertyMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the summary of every visible parameter of a visible operation; a body is shown by what is in it."""
    for operation, parameter in visible_parameters(connector):
        if parameter.summary is None and "x-ms-summary" not in parameter.value.extra:
            of = operation.id or "the operation"
            message = f'the parameter "{parameter.name}" of {of} has no {key(parameter.at, "summary")}'
            yield Finding(parameter.at / "summary", message, "write what the field is called, as in Order number")

"""A parameter that makers see has no description.

Why: the description is in the empty field and is all the help that a maker gets there; the certification build
    refuses a parameter without.
Write: what to put in, and where to find it: "Number on the confirmation, such as A-1001."
Bad:
    {name: orderNo, in: query, type: string, summary: Order number}
Good:
    {name: orderNo, in: query, type: string, summary: Order number, description: Number on the confirmation.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission;
    4 of about 1,000 published connectors lack one
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.visible_fields import visible_parameters


@rule(Severity.ERROR, code="RequiredPropertyMissing", profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Look for the description of every visible parameter of a visible operation."""
    for operation, parameter in visible_parameters(connector):
        if parameter.description is None and "description" not in parameter.value.extra:
            message = f'the parameter "{parameter.name}" of {operation.id or "the operation"} has no description'
            yield Finding(parameter.at / "description", message, "say what to put in, and where to find it")

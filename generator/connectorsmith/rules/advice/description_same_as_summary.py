"""The description only says again what the summary says.

Why: makers read both one below the other, and learn nothing from the second; reviewers turn such texts down.
Write: what the summary leaves open: what is given back, what to put in, where to find it.
Bad:
    GetOrder: {call: "GET /orders/{id}", summary: Get an order, description: Get an order.}
Good:
    GetOrder: {call: "GET /orders/{id}", summary: Get an order, description: Reads one order with its lines.}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards;
    https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.diagnostics.rule import PUBLISHED
from connectorsmith.model import Connector
from connectorsmith.rules.support.maker_texts import texts


@rule(Severity.WARNING, profiles=PUBLISHED)
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the two texts of operations, parameters and values, case, blanks and the final period aside."""
    for one in texts(connector):
        if one.repeats:
            message = f"the description of {one.what} repeats the summary"
            yield Finding(one.at / "description", message, "say what the summary leaves open")

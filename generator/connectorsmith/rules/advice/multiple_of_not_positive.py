"""A number is to be a multiple of nothing, or of less than nothing.

Why: no number is a multiple of zero, and the platform refuses the limit.
Write: a number above zero.
Bad:
    size: {type: integer, multipleOf: 0}
Good:
    size: {type: integer, multipleOf: 10}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    MultipleOfMustBeGreaterThanZero
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector


@rule(Severity.ERROR, code="MultipleOfMustBeGreaterThanZero")
def check(connector: Connector) -> Iterator[Finding]:
    """Look at the sign of every multipleOf."""
    for schema in schemas_with(connector, "multipleOf"):
        value = schema.extra.get("multipleOf")
        if isinstance(value, (int, float)) and value <= 0:
            message = f"`multipleOf` is {value}, and must be above zero"
            yield Finding(schema.at / "multipleOf", message, "write a number above zero, or leave it out")

"""A pattern is not a regular expression.

Why: nothing can be compared with it, so that it is ignored or every value is refused.
Write: brackets and parentheses that close, something before each * + and ?, and a backslash before a sign that
    represents itself.
Bad:
    code: {type: string, pattern: "^[A-Z{2}$"}
Good:
    code: {type: string, pattern: "^[A-Z]{2}$"}
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    PatternShouldBeValidRegularExpression
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.all_parts import schemas_with
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.patterns import fault_of


@rule(Severity.WARNING, code="PatternShouldBeValidRegularExpression")
def check(connector: Connector) -> Iterator[Finding]:
    """Read every pattern."""
    for schema in schemas_with(connector, "pattern"):
        pattern = schema.extra.get("pattern")
        fault = fault_of(pattern) if isinstance(pattern, str) else None
        if fault is not None:
            hint = "close what is open, and write a backslash before a sign that represents itself"
            yield Finding(schema.at / "pattern", f'"{pattern}" is not a regular expression: {fault}', hint)

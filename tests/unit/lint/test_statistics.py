"""Findings counted by rule."""

from pathlib import Path

from connectorsmith.diagnostics import Diagnostic, Severity, Span
from connectorsmith.lint.statistics import RuleCount, count_by_rule


def finding(rule: str, severity: Severity, file: str | None) -> Diagnostic:
    return Diagnostic(rule, severity, "text", span=Span(Path(file), 1, 1) if file else None)


def test_counts_are_by_rule_and_severity_the_most_frequent_first():
    found = [
        finding("b", Severity.ERROR, "x"),
        finding("a", Severity.WARNING, "x"),
        finding("c", Severity.INFO, "x"),
        finding("c", Severity.INFO, "y"),
        finding("c", Severity.INFO, None),
        finding("a", Severity.ERROR, "x"),
    ]
    assert count_by_rule(found) == [
        RuleCount("c", Severity.INFO, 3, 3),
        RuleCount("a", Severity.WARNING, 1, 1),
        RuleCount("a", Severity.ERROR, 1, 1),
        RuleCount("b", Severity.ERROR, 1, 1),
    ]


def test_nothing_gives_no_counts():
    assert count_by_rule([]) == []

"""Counts of findings by rule, for those who want the whole picture before the single places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from connectorsmith.diagnostics import Diagnostic, Severity


class RuleCount(Struct, frozen=True):
    """How often a rule was broken, and in how many files."""

    rule: str
    severity: Severity
    findings: int
    files: int


def count_by_rule(found: Iterable[Diagnostic]) -> list[RuleCount]:
    """The counts of each rule and severity, the most frequent first, then by name."""
    findings: Counter[tuple[str, Severity]] = Counter()
    files: dict[tuple[str, Severity], set[object]] = {}
    for one in found:
        key = (one.rule, one.severity)
        findings[key] += 1
        files.setdefault(key, set()).add(one.span.file if one.span else None)
    counts = [RuleCount(*key, number, len(files[key])) for key, number in findings.items()]
    return sorted(counts, key=lambda one: (-one.findings, one.rule, one.severity))

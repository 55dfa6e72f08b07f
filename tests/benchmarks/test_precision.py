"""The table of findings that were read is large enough, names rules that exist, and reaches the bars."""

from __future__ import annotations

import pytest
from tests.benchmarks.precision import LEAST, rows, share

from connectorsmith.lint.explain import read_table
from connectorsmith.lint.selection import all_rules


def test_table_has_three_hundred_findings_of_rules_that_exist():
    known = {rule.id for rule in all_rules()} | set(read_table("readings.yaml"))
    found = rows()
    assert sum(row.read for row in found) >= 300
    assert {row.rule for row in found} <= known
    assert all(row.cured <= row.wrong <= row.read for row in found)


@pytest.mark.parametrize("severity", LEAST)
def test_findings_are_right(severity):
    assert share([row for row in rows() if row.severity == severity], after=True) >= LEAST[severity]

"""What ``python -m tests.changes`` does, on a few mutations, and the table that it writes."""

from __future__ import annotations

import re

from tests.changes.__main__ import mutate
from tests.changes.counts import TABLE

from connectorsmith.changes.verdicts import Level, kinds

ROW = re.compile(r"^\| ([\w-]+) \| (\w+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


def test_a_few_mutations():
    assert mutate(25, 3) == []


def test_the_committed_table_has_kinds_and_levels_that_exist():
    rows = ROW.findall(TABLE.read_text("utf-8"))
    assert len(rows) > 40
    for kind, level, in_pairs, occurrences in rows:
        assert kind in kinds()
        assert Level[level.upper()].word == level
        assert 1 <= int(in_pairs) <= int(occurrences)

"""The lines in which two texts differ."""

from __future__ import annotations

import re
from random import Random

import pytest

from connectorsmith.workspace.unified_diff import unified_diff


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("a\nb\n", "a\nb\n", []),
        ("a\nb\nc\n", "a\nx\nc\n", ["--- old\n", "+++ new\n", "@@ -1,3 +1,3 @@\n", " a\n", "-b\n", "+x\n", " c\n"]),
        ("", "a\n", ["--- old\n", "+++ new\n", "@@ -0,0 +1 @@\n", "+a\n"]),
    ],
    ids=["same", "changed", "new"],
)
def test_lines(old, new, lines):
    assert [*unified_diff(old.splitlines(True), new.splitlines(True), "old", "new")] == lines


@pytest.mark.parametrize("seed", range(50))
def test_the_old_text_and_the_difference_make_the_new_one(seed):
    chance = Random(seed)
    old = [f"{chance.choice('abcd')}\n" for _ in range(40)]
    new = [line for line in old for line in chance.choices([line, "x\n", "a\n"], k=chance.choice([0, 1, 1, 1, 2]))]
    made, place = list[str](), 0
    for line in [*unified_diff(old, new, "old", "new")][2:]:
        if found := re.match(r"@@ -(\d+)(,0)?", line):
            start = int(found[1]) - (found[2] is None)
            made, place = made + old[place:start], start
            continue
        made += [line[1:]] if line[0] in " +" else []
        if line[0] in " -":
            assert old[place] == line[1:]
            place += 1
    assert made + old[place:] == new

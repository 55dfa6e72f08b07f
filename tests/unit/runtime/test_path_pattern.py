"""Paths against templates: the same parts as those of an expression, and no time for every way to divide a path."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.runtime.path_pattern import PathPattern


@given(st.lists(st.text("ab/", max_size=3), min_size=1, max_size=5), st.text("ab/", max_size=8))
def test_parts_are_those_of_an_expression(fixed, path):
    found = re.fullmatch("([^/]*)".join(map(re.escape, fixed)), path)
    assert PathPattern(fixed).match(path) == (None if found is None else [*found.groups()])


@pytest.mark.parametrize("between", ["", "a"])
def test_many_places_in_one_segment(between):
    assert PathPattern(["/", *[between] * 40, "b"]).match("/" + "a" * 4000) is None

"""Patterns of schemas: found or not, no expressions, and such that go back for ever."""

from __future__ import annotations

import pytest

from connectorsmith.runtime.mock.patterns import matching
from connectorsmith.runtime.regular_expressions import finds


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^[A-Z]{2}$", "AT", True),
        ("^[A-Z]{2}$", "AUT", False),
        ("^(?!x)a", "ab", True),
        (r"(a)\1", "aa", True),
        (r"^\p{L}+$", "Größe", True),
        ("^(a+)+$", "a" * 60 + "!", False),
        (r"^(?:(?=a)a|a)+(?<=b)$", "a" * 60, None),
        ("(", "a", None),
        ("a{1,99999999999}", "a", None),
    ],
)
def test_pattern_in_a_text(pattern, text, found):
    assert finds(pattern, text) is found


@pytest.mark.parametrize("inner", ["a", ""])
def test_no_text_is_made_of_repetitions_inside_each_other(inner):
    assert matching("(" * 5 + inner + "){199}" * 5, "key") is None

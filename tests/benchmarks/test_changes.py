"""A large definition is compared with its next version in little more time than it takes to parse both."""

from __future__ import annotations

import json

from tests.benchmarks.changes import LIMIT, LINES, large, ratio


def test_the_definition_is_large():
    assert json.dumps(large(LINES), indent=2).count("\n") >= LINES


def test_comparing_takes_little_longer_than_parsing():
    """One of three tries, since other programs may take the time."""
    assert any(ratio() < LIMIT for _ in range(3))

"""The version that follows, by the worst that changed."""

from __future__ import annotations

import pytest

from connectorsmith.changes.change import Change
from connectorsmith.changes.fact import Difference, Fact
from connectorsmith.changes.next_version import next_version, size_of
from connectorsmith.changes.verdicts import verdict


def change(kind: str, *traits: str) -> Change:
    fact = Fact(Difference(kind, "x", traits=frozenset(traits)), "input")
    row = verdict(fact)
    return Change(fact, row, row.level_for(()))


BREAKS, NEW, TEXT = change("operation-removed"), change("operation-added"), change("tags-changed")


@pytest.mark.parametrize(
    ("version", "breaking", "feature", "patch"),
    [
        ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
        ("1.0", "2.0", "1.1", "1.0.1"),
        ("7", "8", "7.1", "7.0.1"),
        ("v4", "v5", "v4.1", "v4.0.1"),
        ("0.9.9", "1.0.0", "0.10.0", "0.9.10"),
        ("2024-01-01", None, None, None),
        ("1.2.3.4", None, None, None),
        (None, None, None, None),
    ],
)
def test_next_version(version, breaking, feature, patch):
    assert next_version(version, [TEXT, NEW, BREAKS]) == breaking
    assert next_version(version, [TEXT, NEW]) == feature
    assert next_version(version, [TEXT]) == patch


def test_sizes():
    assert [size_of(found) for found in ([BREAKS], [NEW], [TEXT], [])] == ["breaking", "feature", "patch", "patch"]

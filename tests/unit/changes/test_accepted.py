"""Accepted changes: the versions in which an entry counts, and the values that it holds."""

from __future__ import annotations

import pytest

from connectorsmith.changes.accepted import VersionRange, recorded
from connectorsmith.model import ABSENT


@pytest.mark.parametrize(
    ("old", "new", "version", "counts"),
    [
        ("1.0.0", "1.0.0", "2.0.0", True),
        ("1.0.0", "2.0.0", "2.0.0", True),
        ("1.0.0", "3.0.0", "2.0.0", True),
        ("1.0", "1.0", "1.0.0", True),
        ("1.0.0", "2.0.0", "0.9.0", False),
        ("9.0.0", "10.0.0", "10.0.0", True),
        ("1.0.0", "next", "next", True),
        ("1.0.0", "2.0.0", "next", False),
        ("spring", "summer", "spring", True),
        ("spring", "1.0.0", "spring", True),
        ("spring", "summer", "winter", False),
        (None, None, "none", True),
        (None, "1.0.0", "1.0.0", True),
        (None, "1.0.0", "0.9.0", False),
    ],
)
def test_versions_in_which_an_entry_counts(old, new, version, counts):
    assert VersionRange(old, new).includes(version) is counts


@pytest.mark.parametrize("value", [ABSENT, None, True, 1, 1.5, "integer", ["a"], {"a": [1]}, "x" * 190])
def test_short_values_are_kept(value):
    assert recorded("type", value) is value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("default", "x" * 300),
        ("client_secret", "hunter2"),
        ("policy", {"parameters": {"password": "hunter2-hunter2"}}),
    ],
)
def test_long_values_and_secrets_are_digests(name, value):
    found = recorded(name, value)
    assert isinstance(found, str)
    assert found.startswith("sha256:")
    assert len(found) == len("sha256:") + 16
    assert recorded(name, value) == found
    assert recorded(name, [value]) != found

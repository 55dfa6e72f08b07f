"""JSON for people is what Python's own writer makes of it, byte for byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.diagnostics.json_text import json_text

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
def test_any_value(value):
    assert json_text(value) == json.dumps(value, indent=2)


@pytest.mark.parametrize("value", [[], {}, [[]], {"a": {}}, "\udc80", "\x7f\u2028\U0001f600", 10**400, 1e400, -0.0])
def test_edge(value):
    assert json_text([value]) == json.dumps([value], indent=2)

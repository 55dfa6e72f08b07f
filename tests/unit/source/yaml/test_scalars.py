"""A plain scalar is either read alike by YAML 1.1 and YAML 1.2, or it is an error."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.unit.source.readers import READERS

from connectorsmith.model.values import same
from connectorsmith.source.yaml.scalars import (
    BOOLEAN,
    INTEGER,
    NULL,
    NUMBER,
    TEXT,
    TRAP,
    classify,
    cure,
    scalar_text,
    value_of,
)

KINDS = {
    TEXT: ["a", "yes!", "no way", "v1.10", "1.2.3", "1,5", "a:b", "12:99", "0xZZ", "-a", "+", "e5", "GET", "a:sign",
           "2024-01", "20240101T00", "1 000", "trueish", "nullable", "<<<", "==", "_links", "Infinity"],
    BOOLEAN: ["true", "false"],
    NULL: ["null"],
    INTEGER: ["0", "1", "-1", "200", "12345678901234567890"],
    NUMBER: ["0.5", "-1.5", "10.0", "1.0e+20", "1.5e-07"],
    TRAP: ["", "yes", "Yes", "YES", "no", "on", "Off", "y", "N", "True", "FALSE", "Null", "~", "<<", "=", "1.10", "1.",
           ".5", "+1", "-0", "01", "012", "0o12", "0x1F", "0b101", "1_000", "091000019", "1e3", "1.0E+20", "1.0e20",
           ".inf", ".NaN", "inf", "190:20:30", "1:30", "2024-01-01", "2024-1-1", "2001-12-14 21:59:43.10 -5",
           "2001-12-14t21:59:43Z"],
}  # fmt: skip  # many short entries, several a line
PLAIN = "0123456789+-._:eExXoObBaAfFlLsStTrRuUnNyYiI~=<zZ "


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_kind(kind, text):
    assert classify(text) == kind


@given(
    text=st.one_of(st.text(PLAIN, min_size=1, max_size=12), st.from_regex(r"[-+]?[0-9_.:eE+-]{1,10}", fullmatch=True))
)
def test_what_is_accepted_is_read_alike(text):
    kind = classify(text)
    assume(kind != TRAP and text == text.strip() and ": " not in text)
    assume(text[0] != ":" and text[-1] != ":" and text[:2] not in ("-", "- "))  # these are grammar, not scalars
    for name, read in READERS.items():
        assert same(read(f"k: {text}")["k"], value_of(text, kind)), name
        assert same(read(f"k: [{text}]")["k"], [value_of(text, kind)]), name


@given(value=st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_a_value_written_is_the_value_read(value):
    text = scalar_text(value)
    kind = classify(text)
    assert kind in (NULL, BOOLEAN, INTEGER, NUMBER)
    read = value_of(text, kind)
    assert same(read, value)
    assert not isinstance(value, float) or math.copysign(1, read) == math.copysign(1, value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("yes", 'write true, or "yes" in quotes if you mean the text'),
        ("Off", 'write false, or "Off" in quotes if you mean the text'),
        ("~", 'write null, or "" for an empty text'),
        ("1.10", 'write "1.10" in quotes if you mean the text, or 1.1 for the number'),
        ("012", 'write "012" in quotes if you mean the text, or 12 for the number'),
        ("091000019", 'write "091000019" in quotes if you mean the text, or 91000019 for the number'),
        ("2024-01-01", 'write "2024-01-01" in quotes if you mean the text'),
        (".inf", 'write ".inf" in quotes if you mean the text'),
    ],
)
def test_cure(text, words):
    assert cure(text) == words

"""The patterns of the JSON Schemas: Python and Rust, which check and explain, read each of them the same way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectorsmith.language.properties_schema import properties_schema
from connectorsmith.lint.package_suppressions import _SCHEMA

ROOT = Path(__file__).parents[3]
FILES = sorted([*(ROOT / "generator").rglob("*.schema.json"), *(ROOT / "policies").glob("*.schema.json")])
STRANGE = ("\n", "\r", "\t", " ", "\u00a0", "\u0085", "\u2028", "\ufeff", "\u0663", "\uff21", "\u00e9", "\x1c", "\x00")
"""What engines disagree about: ends of lines, blanks, and digits and letters beyond ASCII."""


def patterns(schema: Any) -> Iterator[str]:
    """The patterns of values and of keys in a schema, those inside others included."""
    if isinstance(schema, list):
        for item in schema:
            yield from patterns(item)
    elif isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        named = schema.get("patternProperties")
        yield from named if isinstance(named, dict) else ()
        for key, inner in schema.items():
            if key not in ("default", "enum", "const", "examples"):
                yield from patterns(inner)


SCHEMAS = [*(json.loads(file.read_text("utf-8")) for file in FILES), _SCHEMA, properties_schema()]
ALL = sorted({pattern for schema in SCHEMAS for pattern in patterns(schema)})


def test_each_schema_has_patterns() -> None:
    assert len(FILES) >= 4
    assert [file.name for file in FILES if not [*patterns(json.loads(file.read_text("utf-8")))]] == []


@pytest.mark.parametrize("pattern", ALL)
def test_a_pattern_uses_nothing_that_engines_read_differently(pattern: str) -> None:
    outside = re.sub(r"\\\\|\[(?:\\.|[^\]\\])*\]", "", pattern)
    assert re.search(r"\\[dDwWsSbBzZA]|(?<!\\)\.", outside) is None
    assert re.search(r"\$(?!\(\?!\\n\))", outside) is None, "Python's $ lets a line feed follow: write $(?!\\n)"
    assert re.search(r"\\[dDwWsS]", pattern) is None, "write the characters of the class one by one"


@pytest.mark.parametrize("pattern", ALL)
@settings(derandomize=True, deadline=None, max_examples=15)
@given(data=st.data())
def test_both_engines_say_the_same(pattern: str, data: st.DataObject) -> None:
    fast = jsonschema_rs.validator_for({"pattern": pattern})
    text = data.draw(st.from_regex(pattern))
    middle = len(text) // 2
    tried = [text, *(made for odd in STRANGE for made in (text + odd, odd + text, text[:middle] + odd + text[middle:]))]
    assert [one for one in tried if fast.is_valid(one) != bool(re.search(pattern, one))] == []

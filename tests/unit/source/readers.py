"""Four YAML readers to hold against each other, and values that are hard to write in YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from ruamel.yaml import YAML

from connectorsmith.source.yaml.read import read_yaml

TRAPS = [
    "", " ", "~", "null", "Null", "yes", "No", "on", "OFF", "y", "N", "true", "FALSE", "1", "-0", "0x1F", "0o17", "017",
    "1.10", "1e3", "1E+3", ".5", "5.", ".inf", "-.INF", ".nan", "1_000", "190:20:30", "2024-01-01", "091000019", "=",
    "<<", "2001-12-14t21:59:43.10-05:00", "a: b", "a #b", "#a", "- a", "-", "?", "? a", ":", ": a", "a:", "---", "...",
    "--- a", "%a", "@a", "`a", "!a", "&a", "*a", "|", ">", "'", '"', "a'b", 'a"b', "\\", "[a]", "{a}", "a, b", "a]",
    "a ", " a", "a  b", "a\nb", "a\n", "\na", "a\n\nb\n", "a\tb", "\t", "\r", "a\r\nb", "\x00", "\x7f", "\x85", "\xa0",
    "\u2028", "\ufeff", "\U0001f600", "http://a.b/c?d=e&f=g#h", "contract:sign", "@{body()}", "{\"a\": [1]}",
    "word " * 40, "a, b " * 40, "line of a longer text\n" * 8, "line of a longer text\n\n  indented\n" * 4 + "end",
]  # fmt: skip  # many short entries, several a line
texts = st.one_of(
    st.sampled_from(TRAPS),
    st.text(max_size=12),
    st.text(alphabet=" \n\t:#-?,[]{}&*!|>'\"%@`~\\=.+_019aeéxyn", max_size=30),
    st.lists(st.sampled_from([*TRAPS, "some", "words", "that", "fill", "lines"]), max_size=40).map(" ".join),
)
scalars = st.one_of(texts, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=6), st.dictionaries(texts, inner, max_size=6)),
    max_leaves=25,
)
mappings = st.dictionaries(texts, values, max_size=6)
"""What a spec could hold: no lone surrogate, since no file in UTF-8 can, no infinite number, since JSON has none."""


def _ruamel(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def _ours(text: str) -> Any:
    document, faults = read_yaml(text, Path("spec.yaml"))
    assert faults == []
    return document.value


READERS: dict[str, Callable[[str], Any]] = {
    "connectorsmith": _ours,
    "PyYAML": lambda text: yaml.load(text, Loader=yaml.SafeLoader),
    "libyaml": lambda text: yaml.load(text, Loader=yaml.CSafeLoader),
    "YAML 1.2": _ruamel,
}


def text_keys(value: Any) -> Any:
    """A value with every key as text: a plain status code is a number to readers that look into keys."""
    if isinstance(value, dict):
        return {str(key): text_keys(item) for key, item in value.items()}
    return [text_keys(item) for item in value] if isinstance(value, list) else value

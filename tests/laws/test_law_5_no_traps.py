"""Law 5, no YAML traps: what is written is read to the same values by every YAML reader, ours and the strict ones."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from tests.strategies import TRAPS, anything, imported, names, packages

from connectorsmith.language.order import ordered
from connectorsmith.language.write import write_connector
from connectorsmith.model import same
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml

mappings = st.dictionaries(names, anything, min_size=1, max_size=4)


def ours(text: str) -> Any:
    document, faults = read_yaml(text, Path("spec.yaml"))
    assert faults == []
    return document.value


def compiled(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


def pure(text: str) -> Any:
    return yaml.load(text, yaml.SafeLoader)


def ruamel(text: str) -> Any:
    """YAML 1.2, as ruamel reads it."""
    return YAML(typ="safe", pure=True).load(StringIO(text))


def unkeyed(value: Any) -> Any:
    """The value with status codes, which the language writes plainly as keys, as texts again."""
    if isinstance(value, dict):
        return {str(key): unkeyed(item) for key, item in value.items()}
    return [unkeyed(item) for item in value] if isinstance(value, list) else value


READERS: dict[str, Callable[[str], Any]] = {"ours": ours, "compiled": compiled, "pure": pure, "ruamel": ruamel}
each_reader = pytest.mark.parametrize("read", READERS.values(), ids=READERS)


def everywhere(text: str) -> dict[str, Any]:
    """A text as a key and as a value, in each kind of place."""
    return {"key": text, "list": [text, {text: text}], "block": {"inner": {"inner": {"inner": {text: [text]}}}}}


@each_reader
def test_traps(read):
    assert [text for text in TRAPS if not same(unkeyed(read(write_yaml(everywhere(text)))), everywhere(text))] == []


@given(mappings)
def test_fast_readers(value):
    text = write_yaml(value)
    assert same(ours(text), value)
    assert same(unkeyed(compiled(text)), value)


@given(mappings)
def test_slow_readers(value):
    text = write_yaml(value)
    assert same(unkeyed(pure(text)), value)
    assert same(unkeyed(ruamel(text)), value)


@given(packages)
def test_specs(package):
    form = ordered(write_connector(imported(package)))
    text = write_yaml(form)
    assert all(same(unkeyed(read(text)), form) for read in READERS.values())


@given(mappings)
def test_the_text_is_plain(value):
    """No anchors, no tags, and the values that were read give the same text again."""
    text = write_yaml(value)
    events = [*yaml.parse(text, yaml.CSafeLoader)]
    assert not any(getattr(event, "anchor", None) or getattr(event, "tag", None) for event in events)
    assert write_yaml(ours(text)) == text

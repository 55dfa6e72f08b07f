"""TOML whose values are inside too many others, by brackets or by dots, is a fault of the text."""

from __future__ import annotations

import pytest

from connectorsmith.source.toml import TomlError, read_toml


def brackets(depth: int) -> str:
    return "a = " + "[" * depth + "]" * depth


def dots(depth: int) -> str:
    return ".".join(["a"] * depth) + " = 1"


@pytest.mark.parametrize("make", [brackets, dots])
@pytest.mark.parametrize("depth", [110, 300, 5000])
def test_too_deep(make, depth):
    with pytest.raises(TomlError, match=r"a value is inside too many others \(at line 2, column \d+\)"):
        read_toml(f"b = 1\n{make(depth)}\n")


@pytest.mark.parametrize("make", [brackets, dots])
def test_deep_enough(make):
    assert read_toml(make(50)).keys() == {"a"}

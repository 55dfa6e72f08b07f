"""YAML that others wrote: the core schema of YAML 1.2, anchors, merge keys, and limits to what aliases repeat."""

from pathlib import Path

import pytest

from connectorsmith.source.yaml.foreign import read_foreign_yaml

FILE = Path("a.yaml")


def value(text):
    document, faults = read_foreign_yaml(text, FILE)
    assert faults == []
    return document.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", "yes"),
        ("NO", "NO"),
        ("true", True),
        ("~", None),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("1:30", "1:30"),
        ("2024-01-01", "2024-01-01"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("'5'", "5"),
    ],
)
def test_scalars_are_those_of_the_core_schema(text, expected):
    found = value(f"a: {text}\n")["a"]
    assert (found, type(found)) == (expected, type(expected))  # https://yaml.org/spec/1.2.2/#103-core-schema


def test_aliases_and_merge_keys_are_followed():
    text = "base: &b {x: 1, y: 2}\nmore: {<<: *b, y: 3}\nsame: *b\n"
    assert value(text) == {"base": {"x": 1, "y": 2}, "more": {"y": 3, "x": 1}, "same": {"x": 1, "y": 2}}


def test_merged_keys_come_in_the_order_in_which_they_are_written():
    names = [f"k{number}" for number in (3, 1, 4, 5, 9, 2, 6)]
    text = f"base: &b {{{', '.join(f'{name}: 1' for name in names)}}}\nmore: {{<<: *b, k4: 2}}\n"
    assert list(value(text)["more"]) == ["k4", *(name for name in names if name != "k4")]


def test_keys_have_their_places():
    document, _ = read_foreign_yaml("a:\n  - b: 1\n    c: 2\n", FILE)
    assert document.places[id(document.value["a"][0])]["c"] == (3, 5, 1)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty-file"),
        ("a: 1\n---\nb: 2\n", "second-document"),
        ("a: 1\na: 2\n", "duplicate-key"),
        ("? [a]\n: b\n", "key-not-text"),
        ("a: *b\n", "alias-without-anchor"),
        ('a: "\\udfff"\n', "yaml-syntax"),  # half of a character, which no file in UTF-8 can hold
        ('"\\ud800": b\n', "yaml-syntax"),
        ("a: &a [*a]\n", "alias-without-anchor"),
        ("[" * 200 + "]" * 200, "too-deep"),
        ("a: [1\n", "yaml-syntax"),
    ],
)
def test_faults_have_a_place(text, rule):
    document, faults = read_foreign_yaml(text, FILE)
    assert ([one.rule for one in faults], document.value) == ([rule], None)
    assert faults[0].span is not None


def test_what_aliases_repeat_is_bounded():
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    _, faults = read_foreign_yaml("\n".join(lines), FILE)
    assert [one.rule for one in faults] == ["too-large"]

"""What is read has one meaning, or is refused with what to write instead, at the place where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.diagnostics import Severity
from connectorsmith.diagnostics.place import SPEC
from connectorsmith.source.yaml.read import MAXIMUM_DEPTH, read_yaml

FILE = Path("connector.yaml")
TRAPS = [
    "yes", "No", "on", "Off", "y", "N", "True", "FALSE", "NULL", "~", "1.10", "012", "0x1F", "1_000", "+1", "1e3",
    ".5", ".inf", "190:20:30", "2024-01-01", "2024-01-01 10:00:00", "091000019", "<<", "=",
]  # fmt: skip  # many short entries, several a line
REFUSED = {
    "anchor": ("a: &x 1\n", "anchor", (1, 4)),
    "alias": ("a: *x\n", "anchor", (1, 4)),
    "anchored key": ("&x a: 1\n", "anchor", (1, 1)),
    "merge": ("a: 1\n<<: {b: 1}\n", "yaml-trap", (2, 1)),
    "tag": ("a: !!str 1\n", "tag", (1, 4)),
    "own tag": ("a: !x {b: 1}\n", "tag", (1, 4)),
    "duplicate key": ("a: 1\nb:\n  c: 1\n  c: 2\n", "duplicate-key", (4, 3)),
    "duplicate key in braces": ('{a: 1, b: 2, "a": 3}\n', "duplicate-key", (1, 14)),
    "key that is a list": ("? [a]\n: 1\n", "key-not-text", (1, 3)),
    "missing value": ("a:\nb: 1\n", "missing-value", None),
    "missing item": ("a:\n  - 1\n  -\n", "missing-value", None),
    "second document": ("a: 1\n---\nb: 1\n", "second-document", (2, 1)),
    "nothing": ("", "empty-file", (1, 1)),
    "tab": ("a:\n\tb: 1\n", "yaml-syntax", (2, 1)),
    "open bracket": ("a: [1\n", "yaml-syntax", None),
    "open quote": ('a: "1\n', "yaml-syntax", None),
    "quote over keys": ('a: "b\nc: d"\n', "quote-over-keys", (1, 4)),
    "quote over keys beside": ("a:\n  b: 'c\n  \"d e\": f'\n", "quote-over-keys", (2, 6)),
    "quote over keys above": ('a:\n  b:\n    c: "d\n  e:\n    f"\n', "quote-over-keys", (3, 8)),
    "quote over items": ('a:\n  - b: "c\n    d: e\n  - b: f"\n', "quote-over-keys", (2, 8)),
    "quote over items in braces": ('a:\n  - {b: "c}\n  - {b: d"}\n', "quote-over-keys", (2, 9)),
    "quote in an item over keys": ('a:\n  - "b\nc: d"\n', "quote-over-keys", (2, 5)),
    "control character": ("a: \x07\n", "unprintable-character", (1, 4)),
    "too deep": ("a: " + "[" * (MAXIMUM_DEPTH + 1) + "]" * (MAXIMUM_DEPTH + 1), "too-deep", None),
}


def read(text):
    document, faults = read_yaml(text, FILE)
    assert faults == []
    return document.value


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize(
    ("text", "place"), [("k: {}\n", (1, 4)), ("- a\n- {}\n", (2, 3)), ("{}: 1\n", (1, 1)), ("k: [a, {}]\n", (1, 8))]
)
def test_trap_is_an_error_with_a_cure_and_fine_in_quotes(text, place, trap):
    _, (fault,) = read_yaml(text.replace("{}", trap), FILE)
    assert (fault.rule, fault.severity) == ("yaml-trap", Severity.ERROR)
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == place
    assert fault.hint
    for quote in "'\"":
        assert trap in str(read(text.replace("{}", f"{quote}{trap}{quote}")))


@pytest.mark.parametrize(("text", "rule", "place"), REFUSED.values(), ids=REFUSED)
def test_refused(text, rule, place):
    _, (fault, *_) = read_yaml(text, FILE)
    assert (fault.rule, fault.severity) == (rule, Severity.ERROR)
    assert fault.hint
    assert fault.span is not None
    assert place in (None, (fault.span.line, fault.span.column))


def test_all_faults_are_found_at_once():
    _, faults = read_yaml("a: yes\nb: &x 012\nc: {d: 1, d: 2}\n", FILE)
    assert [(fault.rule, fault.span.line) for fault in faults if fault.span] == [
        ("yaml-trap", 1),
        ("anchor", 2),
        ("yaml-trap", 2),
        ("duplicate-key", 3),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: text", {"a": "text"}),
        ("a: true\nb: null\nc: -1\nd: 0.5", {"a": True, "b": None, "c": -1, "d": 0.5}),
        ("200: {404: 1}", {"200": {"404": 1}}),
        ('"1": 1', {"1": 1}),
        ("a: |\n  b: yes\n  # c\n", {"a": "b: yes\n# c\n"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("a: b\n  c", {"a": "b c"}),
        ("? a long key\n: 1", {"a long key": 1}),
        ("? " + "k" * 2000 + "\n: 1", {"k" * 2000: 1}),
        ("{}", {}),
        ("[]", []),
        ("---\na: 1\n...\n", {"a": 1}),
        ('a: "b\n  c: d"\n', {"a": "b c: d"}),
        ("a:\n  'b\n  c: d'\n", {"a": "b c: d"}),
        ('a:\n  - "b\n    c: d"\n', {"a": ["b c: d"]}),
        ('a: {b: "c\n  d: e"}\n', {"a": {"b": "c d: e"}}),
        ('a: "b\nhttp://c"\n', {"a": "b http://c"}),
    ],
)
def test_read(text, value):
    assert read(text) == value
    assert repr(read(text)) == repr(value)


def test_places_are_those_of_keys_and_items():
    document, _ = read_yaml("a:\n  b: [x, {c: 1}]\n'd': 1\n", FILE)
    a, d = SPEC / "a", SPEC / "d"
    item = a / "b" / 1
    places = {a: (1, 1, 1), a / "b": (2, 3, 1), item: (2, 10, 1), item / "c": (2, 11, 1), d: (3, 1, 3)}
    assert {at: place_of(document, at) for at in places} == places
    assert place_of(document, item / "nowhere" / "at all") == places[item]


def place_of(document, at):
    span = document.span(at)
    return span.line, span.column, span.length

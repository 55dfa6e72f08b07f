"""What is written is read back the same by every reader, in lines of 120 columns where words allow it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from tests.unit.source.readers import READERS, TRAPS, mappings, text_keys

from connectorsmith.model.values import same
from connectorsmith.source.yaml.write import LONGEST_KEY, WIDTH, write_yaml

LIMIT = 1024
"""How many characters before its colon a key may have for the parsers."""
LONG_KEYS = {
    "one word as long as a key may be": "k" * LONGEST_KEY,
    "one character more": "k" * (LONGEST_KEY + 1),
    "as long as parsers allow": "k" * LIMIT,
    "longer than parsers allow": "k" * (LIMIT + 1),
    "words": "word " * 300 + "end",
    "text that needs quotes": "a: b, " * 400,
    "escapes": "\x01\n" * 250,
    "spaces": " " * 2000,
    "quotes": "'\"" * 700,
}


def assert_read_back(value):
    text = write_yaml(value)
    for name, read in READERS.items():
        assert same(text_keys(read(text)), value), f"{name}:\n{text}"


@given(value=mappings)
def test_every_reader_reads_back_what_was_written(value):
    assert_read_back(value)


@pytest.mark.parametrize("trap", TRAPS, ids=repr)
def test_traps_anywhere(trap):
    assert_read_back({trap: trap, "in": {"flow": [trap, {trap: trap}]}, "deep": [{"a": {"b": {"c": {trap: [trap]}}}}]})


@pytest.mark.parametrize("key", LONG_KEYS.values(), ids=LONG_KEYS)
@pytest.mark.parametrize("value", [None, "text " * 60, "line of a text\n" * 8, {}, [], {"a": 1}, [{"a": [{"b": 2}]}]])
def test_keys_of_any_length(key, value):
    places = ({key: value}, {"a": [{key: value, "b": 1}]}, {"a": [{"b": 1, key: value}]}, {"a": {key: {key: value}}})
    for place in places:
        assert_read_back(place)


def test_long_key_is_written_with_a_question_mark_and_never_in_braces():
    key = "k" * (LONGEST_KEY + 1)
    assert write_yaml({"a": {key: 1}}) == f"a:\n  ? {key}\n  : 1\n"
    assert write_yaml({"a": [{"b": {key: [1, 2]}}]}) == f"a:\n  - b:\n      ? {key}\n      : [1, 2]\n"
    assert write_yaml({"a": {"k" * LONGEST_KEY: 1}}) == f"a:\n  {'k' * LONGEST_KEY}:\n    1\n"


@pytest.mark.parametrize("length", [1, 7, 60, 118, 119, 120, 121, 400])
def test_lines_are_no_wider_than_their_words_make_them(length):
    word = "w" * length
    texts = (" ".join([word] * 5), f"{word}, " * 5 + word, f'"{word}" ' * 5 + "end")
    for text, wrap in product(
        texts, (lambda text: text, lambda text: [text], lambda text: {"k": [{"a": text, "b": 1}]})
    ):
        for line in write_yaml({"key": wrap(text)}).splitlines():
            assert len(line) <= WIDTH or len(line.strip().split()) <= 3, line


def test_shapes():
    text = write_yaml(
        {
            "small": {"a": 1, "b": [1, 2]},
            "empty": {"map": {}, "list": [], "text": ""},
            "operation": {"call": "GET /a"},
            "200": "code",
            "2": "number",
            "text": "The first line of a text that is long enough to be a block,\nand its second line of words.\n",
            "maps": {"a": {"b": 1}, "c": {"d": 1}},
        }
    )
    assert text == (
        "small: {a: 1, b: [1, 2]}\n"
        'empty: {map: {}, list: [], text: ""}\n'
        "operation:\n  call: GET /a\n"
        "200: code\n"
        '"2": number\n'
        "text: |\n  The first line of a text that is long enough to be a block,\n  and its second line of words.\n"
        "maps:\n  a: {b: 1}\n  c: {d: 1}\n"
    )
    assert write_yaml({}) == "{}\n"

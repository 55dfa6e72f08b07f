"""A pointer finds its key in JSON, by the key itself or by the word a spec has for it; nothing is located unasked.

Cases lie in tests/cases/json/words: a package's file, and beside it what pointers into it mean.
"""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics import DEFINITION, PROPERTIES, Diagnostic, Pointer, Severity, Span
from connectorsmith.source.document import Document, place
from connectorsmith.source.json import word_locations as package_words
from connectorsmith.source.json.locate import Offsets, locate_json
from connectorsmith.source.json.members import members
from connectorsmith.source.json.read import read_json

FOLDER = Path(__file__).parents[3] / "cases" / "json" / "words"
CASES = [
    (root, words, written)
    for root in (DEFINITION, PROPERTIES)
    for words, written in yaml_value(FOLDER / f"{root.document}.yaml").items()
]
FILE = Path("a.json")


def document(root: Pointer) -> Document:
    found, faults = read_json((FOLDER / f"{root.document}.json").read_bytes(), FILE)
    assert faults == []
    return found


def pointer(root: Pointer, text: str) -> Pointer:
    """The pointer that a JSON pointer represents; digits are an index, but for the code of a response."""
    found = root
    for part in text.split("/")[1:]:
        index = part.isdigit() and found.key != "responses"
        found /= int(part) if index else part.replace("~1", "/").replace("~0", "~")
    return found


def wrong_cases() -> list[str]:
    documents = {root: document(root) for root in (DEFINITION, PROPERTIES)}
    return [
        words
        for root, words, written in CASES
        if documents[root].span(pointer(root, words)) != documents[root].span(pointer(root, written))
    ]


@pytest.mark.parametrize(
    ("root", "words", "written"), CASES, ids=[f"{root.document}{words}" for root, words, _ in CASES]
)
def test_word_means_key(root, words, written):
    found = document(root)
    exact = pointer(root, written)
    reduce(lambda value, key: value[key], exact.keys, found.value)  # it is written
    assert found.span(pointer(root, words)) == found.span(exact)


@pytest.mark.parametrize("row", package_words.TRANSLATIONS, ids=lambda row: f"{row.container} {row.places}")
def test_no_line_of_the_table_is_idle(monkeypatch, row):
    rest = tuple(other for other in package_words.TRANSLATIONS if other is not row)
    monkeypatch.setattr(package_words, "TRANSLATIONS", rest)
    monkeypatch.setattr(package_words, "lines_for", package_words.lines_for.__wrapped__)
    assert wrong_cases() != []


def test_places_are_only_found_when_asked_for():
    found = document(DEFINITION)
    info = DEFINITION / "info" / "title"
    assert found.offsets == {}
    assert found.span(DEFINITION / "swagger") == Span(FILE, 2, 3, 9)
    assert [*found.offsets] == [id(found.value)]
    assert found.span(info) == Span(FILE, 3, 12, 7)
    assert [*found.offsets] == [id(found.value), id(found.value["info"])]


def test_foreseen_places_are_found_together():
    found = document(DEFINITION)
    found.prefetch(DEFINITION / "info" / "title")
    assert found.offsets == {}
    assert found.span(DEFINITION / "swagger") == Span(FILE, 2, 3, 9)
    assert {*found.offsets} == {id(found.value), id(found.value["info"])}


def test_a_diagnostic_is_placed():
    finding = Diagnostic("r", Severity.ERROR, "m", DEFINITION / "info" / "keywords", places=(("see", DEFINITION),))
    placed = place(finding, {"apiDefinition": document(DEFINITION)})
    assert (placed.span, placed.related) == (Span(FILE, 3, 31, 15), (("see", Span(FILE, 1, 1)),))


@pytest.mark.parametrize("data", [b"", b"{", b"null", b"1", b"\xff", b'{"a": 1, "a": 2}'])
def test_what_cannot_be_read_has_a_place(data):
    found, _ = read_json(data, FILE)
    assert found.span(DEFINITION / "a" / "b") == Span(FILE, 1, 1)


def test_places_in_what_was_repaired():
    data = '\ufeff{ // {"a": [\n"a"\u00a0: [1, /* , */ {"b\t": "}",},\n"\\\\\\"["\u3000,],\n'
    data += '"a": [1, {"b\\t": "}"}, "\\\\\\"["]}'
    found, faults = read_json(data.encode(), FILE, lenient=True)
    assert found.value == {"a": [1, {"b\t": "}"}, '\\"[']}
    assert len(faults) == 9
    spans = {
        DEFINITION / "a": Span(FILE, 2, 1, 3),
        DEFINITION / "a" / 0: Span(FILE, 2, 8, 1),
        DEFINITION / "a" / 1: Span(FILE, 2, 19, 1),
        DEFINITION / "a" / 1 / "b\t": Span(FILE, 2, 20, 4),
        DEFINITION / "a" / 2: Span(FILE, 3, 1, 7),
    }
    assert {where: found.span(where) for where in spans} == spans


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"b": [1, {"c": 2},], "d": 3}, "e": {"f": 4,}, "g": 5}',
        '{"a": {"b": {"c": 1 "d": {"e": 2}} "f": [3 [4] 5]}, "g": 5}',
        '{"a": {"b": [{"c\td": {"e": "\t"}}, 1]}, "f": {"g": "h\ti"}}',
        '{"a": {"b": 1, "b": 1, "c": [2,]}, "d": 3, "d": 3}',
    ],
)
def test_places_around_commas_and_control_characters_are_found_without_looking_at_every_token(text):
    found, _ = read_json(text.encode(), FILE, lenient=True)
    whole = locate_json(text, found.value)
    some: Offsets = {}
    members(text, 0, found.value, whole, some)
    assert some == whole
    last = [*found.value][-1]
    one: Offsets = {}
    members(text, 0, found.value, {id(found.value)}, one)
    assert one[id(found.value)][last] == text.index(f'"{last}"')

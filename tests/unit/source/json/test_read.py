"""JSON is read as Python's reader reads it, or every fault in it is named at its place.

Cases lie in tests/cases/json: a file as it was found, and beside it its findings and its value.
"""

from __future__ import annotations

import json
import math
from functools import reduce
from operator import truediv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.yaml_files import yaml_value

from connectorsmith.diagnostics import Pointer, Severity, has_errors
from connectorsmith.source.json.faults import Faults
from connectorsmith.source.json.locate import locate_json, token_length
from connectorsmith.source.json.parse import parse_json
from connectorsmith.source.json.read import read_json

CASES = Path(__file__).parents[3] / "cases" / "json"
FILE = Path("a.json")
ROOT = Pointer("apiDefinition")
CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
UNREADABLE = yaml_value(CASES / "unreadable.yaml")


def shown(data: bytes, *, lenient: bool) -> str:
    """The findings of a file and its value, in the form of the expected files."""
    document, faults = read_json(data, FILE, lenient=lenient)
    lines = ["lenient" if lenient else "strict"]
    for fault in faults:
        span = fault.span
        lines.append(f"  {span.line}:{span.column}+{span.length} {fault.severity.word} {fault.rule}: {fault.message}")
        lines += [f"    hint: {fault.hint}"] if fault.hint else []
        lines += [f"    {place.line}:{place.column} {word}" for word, place in fault.related]
    if not has_errors(faults):
        lines.append(f"  value: {json.dumps(document.value)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("file", sorted(CASES.glob("*.json")), ids=lambda file: file.stem)
def test_case(expect, file):
    data = file.read_bytes()
    expect(file.with_suffix(".expected"), shown(data, lenient=False) + shown(data, lenient=True))


def test_every_expected_file_has_its_case():
    assert {file.stem for file in CASES.glob("*.expected")} == {file.stem for file in CASES.glob("*.json")}


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
spaces = st.text(" \t\r\n", max_size=3)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, object, dict[tuple[str | int, ...], int]]:
    """A text with white space wherever it may be, its value, and the offset of each key and list item."""
    value = draw(values)
    offsets: dict[tuple[str | int, ...], int] = {}
    text = draw(spaces)

    def quoted(item: object) -> str:
        return json.dumps(item, ensure_ascii=draw(st.booleans()))

    def write(item: object, way: tuple[str | int, ...]) -> None:
        nonlocal text
        if not isinstance(item, dict | list):
            text += quoted(item)
            return
        text += ("{" if isinstance(item, dict) else "[") + draw(spaces)
        for index, key in enumerate(item if isinstance(item, dict) else range(len(item))):
            text += "," * (index > 0) + draw(spaces)
            offsets[(*way, key)] = len(text)
            if isinstance(item, dict):
                text += quoted(key) + draw(spaces) + ":" + draw(spaces)
            write(item[key], (*way, key))
            text += draw(spaces)
        text += "}" if isinstance(item, dict) else "]"

    write(value, ())
    return text + draw(spaces), value, offsets


def same(left: object, right: object) -> bool:
    return json.dumps(left, allow_nan=False) == json.dumps(right, allow_nan=False)


@given(written(), st.sets(st.integers(0, 20)))
def test_value_and_places(case, foreseen):
    text, value, offsets = case
    document, faults = read_json(text.encode(), FILE)
    assert faults == []
    assert same(document.value, json.loads(text))
    assert same(document.value, value)
    pointers = {way: reduce(truediv, way, ROOT) for way in offsets}
    for number in foreseen & {*range(len(pointers))}:
        document.prefetch([*pointers.values()][number])
    for way, offset in offsets.items():
        written, span = document.resolve(pointers[way])
        assert written == pointers[way]
        before = text[:offset]
        assert (span.line, span.column) == (before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
        if isinstance(way[-1], str):
            assert json.loads(text[offset : offset + span.length]) == way[-1]


@given(written())
def test_the_careful_reader_agrees(case):
    text, value, _ = case
    faults = Faults(text, FILE, lenient=False)
    assert same(parse_json(text, faults, skip=False), value)
    assert faults.found == []


@given(written(), st.data())
def test_the_careful_reader_finds_the_same_if_it_skips_what_has_no_faults(case, data):
    text = case[0]
    for character in data.draw(st.lists(st.sampled_from('{}[]:,"\\x1\t\u00a0 '), min_size=1, max_size=3)):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + character + text[at + data.draw(st.integers(0, 1)) :]
    each, some = (Faults(text, FILE, lenient=True) for _ in range(2))
    value = parse_json(text, each, skip=False)
    assert same(parse_json(text, some), value)
    assert some.found == each.found


@given(st.text("{}[]:,\"\\/*tu0d1- \t\r\n\ufeff\u00a0'a", max_size=30))
def test_strict_is_what_python_reads_without_its_licences(text):
    document, faults = read_json(text.encode(), FILE)
    _, repaired = read_json(text.encode(), FILE, lenient=True)
    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=refuse)
        json.dumps(value, ensure_ascii=False).encode()
    except ValueError:
        assert has_errors(faults)
        assert document.value is None
    else:
        assert faults == repaired == []
        assert same(document.value, value)
    assert len(repaired) >= (1 if faults else 0)
    lines = text.split("\n")
    for fault in [*faults, *repaired]:
        for span in [fault.span, *(place for _, place in fault.related)]:
            assert 1 <= span.line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def refuse(word: str) -> None:
    raise ValueError(word)


@given(values)
def test_commas_and_comments_change_no_value(value):
    indented = json.dumps({"a": value, "b": [value]}, indent=1).replace("\n]", ",\n]").replace("]\n}", "],// end\n}")
    document, faults = read_json(indented.encode(), FILE, lenient=True)
    assert {fault.severity for fault in faults} == {Severity.WARNING}
    assert same(document.value, {"a": value, "b": [value]})
    assert document.span(ROOT / "b").line == indented.count("\n", 0, indented.rindex('\n "b"')) + 2


def test_nesting_without_end():
    _, (fault,) = read_json(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, FILE)
    assert (fault.rule, str(fault.span)) == ("too-deep", "a.json:1:451")


def test_numbers_keep_their_kind():
    document, _ = read_json(b"[1, 1.0, 1e0, 10000000000000000001, 0.10]", FILE)
    assert [type(item) for item in document.value] == [int, float, float, int, float]
    assert document.value[3] == 10**19 + 1
    assert math.isclose(document.value[4], 0.1)


corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the published connectors are not here")


@pytest.fixture(scope="module")
def published() -> dict[tuple[str, str], bytes]:
    """Give the published files by the names of connector and file."""
    return {(file.parent.name, file.name): file.read_bytes() for file in sorted(CORPUS.rglob("*.json"))}


@pytest.mark.corpus
@corpus
def test_published_files_are_read_but_for_those_listed(published):
    found = {}
    for name, data in published.items():
        document, faults = read_json(data, FILE)
        if faults:
            assert document.value is None
            assert has_errors(faults)
            found[name] = [
                f"{str(fault.span).removeprefix('a.json:')} {fault.rule}: {fault.message}" for fault in faults
            ]
        else:
            assert same(document.value, json.loads(data))
    assert found == {(entry["connector"], entry["file"]): entry["faults"] for entry in UNREADABLE}


@pytest.mark.corpus
@corpus
@pytest.mark.parametrize("entry", UNREADABLE, ids=lambda entry: entry["connector"])
def test_published_files_are_repaired_where_nothing_is_guessed(published, entry):
    document, faults = read_json(published[entry["connector"], entry["file"]], FILE, lenient=True)
    assert len(faults) == len(entry["faults"])
    assert has_errors(faults) is not entry["lenient"]
    assert (document.value is not None) is entry["lenient"]


@pytest.mark.corpus
@corpus
def test_published_keys_are_where_they_are_said_to_be(published, sample):
    for data in sample([*published.values()], 8):
        document, _ = read_json(data, FILE, lenient=True)
        found = locate_json(document.text, document.value) if document.value is not None else {}
        containers = [document.value]
        for container in containers:
            keyed = isinstance(container, dict)
            if keyed or isinstance(container, list):
                places = found.pop(id(container))
                assert list(places) == list(container if keyed else range(len(container)))
                containers += container.values() if keyed else container
                for key, start in places.items():
                    written = document.text[start : start + token_length(document.text, start)]
                    assert not keyed or json.loads(written, strict=False) == key
        assert found == {}

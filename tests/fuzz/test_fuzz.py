"""The fuzzer itself: what it makes, what it notices, and that an input can be repeated."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import pytest
from tests.fuzz import grammar, material, odd_values, services, verbs
from tests.fuzz.comments import comments
from tests.fuzz.effects import write_file
from tests.fuzz.kinds import LEVELS, Plan
from tests.fuzz.outcome import Outcome
from tests.fuzz.readers import within
from tests.fuzz.verbs import Ended
from tests.fuzz.workers import Pool

from connectorsmith.language.schema import language

FINDING = {"rule": "r", "file": "a.yaml", "line": 1, "column": 1}


def test_an_input_is_the_same_each_time_and_with_any_hash_seed():
    plan = Plan("verbs", "specs")
    first, second = (list(Pool(plan, 1, 60).run(range(3, 6), hash_seed=number)) for number in (0, 1))
    assert [one.digest for one in first] == [one.digest for one in second]
    assert len({one.digest for one in first}) == 3


def test_what_takes_too_long_is_a_fault_and_the_next_input_is_run():
    found = list(Pool(Plan("verbs", "specs"), 1, 0.001).run([3, 4]))
    assert [one.seed for one in found] == [3, 4]
    assert all(one.faults[0].signature.startswith("hang in") for one in found)


def test_every_key_of_the_language_is_written():
    forms = language()["$defs"].values()
    made = [grammar.spec(Random(seed)) for seed in range(3_000)]
    made += [grammar.grown(form, Random(seed), 0.0) for form in forms for seed in range(400)]
    text = json.dumps(made)
    words = [word for word in grammar.words() if word not in odd_values.KEYS]
    assert len(words) > 100
    assert [word for word in words if json.dumps(word) not in text] == []


def test_some_specs_are_sound_and_some_are_not():
    values = [material.spec(Random(seed)) for seed in range(200)]
    assert {True, False} == {set(value) <= set(language()["properties"]) for value in values}


@pytest.mark.parametrize("level", LEVELS)
def test_every_kind_of_input_is_run(level):
    assert {Plan(level).kind_of(seed) for seed in range(300)} == set(LEVELS[level])


@pytest.mark.parametrize(
    ("ended", "signature"),
    [
        (Ended(1, "", "Traceback (most recent call last):\n  x\nKeyError: 'a'"), "traceback: KeyError: _"),
        (Ended(4, "x", ""), "lint: exit code 4"),
        (Ended(1, "", "error: the model is wrong"), "lint: exit 1: error: the model is wrong"),
        (Ended(3, "", ""), "lint: exit 3 and not a word"),
        (Ended(3, "", "this is a fault of connectorsmith"), "lint: says it is its own fault"),
        (Ended(3, f"  | a: {odd_values.PLANTED}", ""), "lint: shows a secret"),
        (Ended(3, "a\x1b[31m", ""), "lint: raw character on out"),
        (Ended(3, "a", "a\u2028b"), "lint: raw character on err"),
        (Ended(3, "a\n  ::error::b", ""), "lint: raw command on out"),
        (Ended(3, "a", "b ##vso[task.complete]"), "lint: raw command on err"),
    ],
)
def test_wrong_output_is_noticed(ended, signature):
    assert signature in signatures(["lint"], ended)


@pytest.mark.parametrize(
    ("form", "out", "expected"),
    [
        ("text", "a.yaml:1:1: error: a :: b [r]\n", set()),
        ("json", "[]", set()),
        ("json", "[", {"lint: not json: Expecting value: line _ column _ (char _)"}),
        ("json", json.dumps([FINDING]), set()),
        ("json", json.dumps([FINDING | {"line": None}]), {"lint: no place: r"}),
        ("json", json.dumps([FINDING | {"column": 5}]), {"lint: place outside of the file: r"}),
        ("junit", "<a>", {"lint: not junit: no element found: line _, column _"}),
        ("github", "::error file=a.yaml,line=1::a\n", set()),
        ("github", "::error file=a.yaml::a\n::add-mask::b\n", {"lint: raw command on out"}),
        ("azure", "##vso[task.logissue type=error;]a\n", set()),
        ("azure", "##vso[task.logissue type=error;]a ##vso[b]\n", {"lint: raw command on out"}),
    ],
)
def test_output_formats_are_checked(form, out, expected, tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_text("abc\n")
    monkeypatch.chdir(tmp_path)
    assert signatures(["lint", "--format", form], Ended(3, out, "")) == expected


def signatures(arguments: list[str], ended: Ended) -> set[str]:
    outcome = Outcome(1, "specs")
    verbs.check(arguments, ended, outcome)
    return {fault.signature for fault in outcome.faults}


def test_comments_are_found_wherever_they_may_stand():
    text = "#a\na: |  #b\n  #no\nb: 'x #no'\nc: [1, #c\n  2] #c\n# d\n"
    assert comments(text) == Counter({"#a": 1, "#b": 1, "#c": 2, "# d": 1})


def test_comments_are_found_where_libyaml_refuses_a_text():
    assert comments("a: |\n  \tb\n# c\n") == Counter({"# c": 1})


def test_a_place_may_be_the_end_of_a_line_and_no_further():
    assert within(["ab", ""], 1, 3)
    assert within(["ab", ""], 2, 1)
    assert not within(["ab", ""], 1, 4)
    assert not within(["ab", ""], 3, 1)


def test_no_file_is_written_through_a_link(tmp_path):
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / "link").symlink_to(other)
    with pytest.raises(ValueError, match="is a link"):
        write_file(tmp_path / "link", b"odd")
    assert other.read_text() == "mine"


def test_saves_stay_in_their_folder(tmp_path):
    other = tmp_path / "other"
    other.write_text("mine")
    for seed in range(40):
        root = tmp_path / str(seed)
        root.mkdir()
        made = [*services.saved_files(Random(seed), root)]
        links = [path for path in made if path.is_symlink()]
        assert all(not link.readlink().is_absolute() for link in links)
    assert other.read_text() == "mine"

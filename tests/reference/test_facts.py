"""Oneflow and WorkPoint against the facts of their sources: values, labels, choices, sentences, errors, documents."""

from __future__ import annotations

import json

import pytest
from tests.reference import facts
from tests.reference.conftest import environments, generated
from tests.reference.page import read_deviations
from tests.reference.sentences import counted, gap

each_connector = pytest.mark.parametrize("name", facts.NAMES)


def found(name):
    return facts.elements(generated(name)[1])


@each_connector
def test_values(name):
    assert sorted(facts.attribute_differences(name, found(name))) == []


@each_connector
def test_sentences(name):
    assert sorted(facts.sentence_differences(name, found(name))) == []


@each_connector
def test_both_forms_of_choices_and_fields_agree(name):
    assert sorted(facts.form_differences(found(name))) == []


@each_connector
def test_errors(name):
    assert sorted(facts.error_differences(name, found(name))) == []


@each_connector
def test_environments(name):
    assert list(facts.environment_differences(name, environments(name))) == []


@each_connector
def test_every_deviation_has_a_reason_and_is_one(name):
    published = json.loads((facts.HERE / f"{name}.published.json").read_text("utf-8"))
    for group in read_deviations()["attributes"][name]:
        values = group["values"] if "values" in group else dict.fromkeys(group["places"], group["value"])
        assert group["reason"]
        assert [place for place, value in values.items() if published[place].get(group["attribute"]) == value] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("True if the user may delete it.", "true if user may delete"),
        ("False if the user may delete it.", "false if user may delete"),
        ("True if the user may not delete it.", "true if user may not delete"),
        ("True if the user may delete.", "true if user may delete"),
        ("True if the owner may delete it.", "true if may delete"),
        ("True if the user may delete 2 of it.", "true if user may delete 2"),
        ("", ""),
    ],
)
def test_words_that_turn_a_sentence_round_count(text, words):
    assert counted(text, "user delete") == words


@pytest.mark.parametrize(
    ("text", "lacks_a_word"),
    [
        ("Kind of error, to be tested in a condition.", False),
        ("The contract that it belongs to.", False),
        ("Kind of error, to be tested in a .", True),
        ("Kind of  to be tested.", True),
        ("The id of the.", True),
    ],
)
def test_sentence_that_lacks_a_word_is_found(text, lacks_a_word):
    assert (gap(text) is not None) == lacks_a_word

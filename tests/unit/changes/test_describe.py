"""Facts in words: values in messages, and what a fact is about."""

from __future__ import annotations

import pytest

from connectorsmith.changes.describe import LONGEST, Labels, for_consumers, message, note, shown, subject
from connectorsmith.changes.fact import Difference, Fact, Reach
from connectorsmith.changes.judge import judged
from connectorsmith.model import ABSENT


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (ABSENT, "nothing"),
        (None, "null"),
        (True, "true"),
        (10, "10"),
        ("date-time", "date-time"),
        ("two words", '"two words"'),
        ("", '""'),
        (["a", "b"], "a, b"),
        ([1, "b"], '[1, "b"]'),
        ({"a": 1}, '{"a": 1}'),
        ("x" * 100, '"' + "x" * (LONGEST - 2) + "…"),
    ],
)
def test_values(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("path", "direction", "text"),
    [
        ("operation/A", "none", "the operation"),
        ("operation/A/parameter/id", "input", "the parameter id"),
        ("operation/A/parameter/ids/items", "input", "the parameter ids/items"),
        ("operation/A/parameter/body/schema", "input", "the body"),
        ("operation/A/parameter/body/schema/a/items/b", "input", "the input field a/items/b"),
        ("operation/A/responses/200", "output", "the response 200"),
        ("operation/A/responses/200/schema", "output", "the response 200"),
        ("operation/A/responses/200/schema/a", "output", "the output field a"),
        ("operation/A/responses/404/schema/a", "error", "the error field a"),
        ("operation/A/responses/200/headers/Location", "output", "the header Location"),
        ("operation/A/responses/x-ms-notification-content/schema", "output", "the notification"),
        ("operation/A/responses/x-ms-notification-content/schema/a", "output", "the notification field a"),
    ],
)
def test_subjects(path, direction, text):
    assert subject(Fact(Difference("field-added", "x"), direction, (Reach("A", path),))) == text


def reached(count: int) -> Fact:
    reaches = tuple(Reach(f"Op{number}", f"operation/Op{number}/responses/200/schema/a") for number in range(count))
    return Fact(Difference("field-removed", "a"), "output", reaches, "Order")


def test_a_fact_that_reaches_many_operations_is_one_sentence():
    fact = reached(400)
    assert message(judged(fact, ())) == (
        "Op0: the output field a was removed (in the definition Order, also in Op1, Op2, Op3 and 396 more)"
    )
    assert note(judged(fact, ()), {"Op0": "the action Get"}, Labels()) == (
        "the action Get (also Op1, Op2, Op3 and 396 more) no longer has the value a"
    )


@pytest.mark.parametrize(
    ("text", "consumers", "expected"),
    [
        ("Flows store it, and a flow fails.", (), "Flows store it, and a flow fails."),
        ("Flows store it, and a flow fails.", ("flows", "apps"), "Flows store it, and a flow fails."),
        ("Flows store it, and a flow fails.", ("apps",), "Apps store it, and an app fails."),
        ("Flows store it, and a flow fails.", ("logic-apps",), "Workflows store it, and a workflow fails."),
        (
            "A flow fails in flows that exist.",
            ("apps", "copilot"),
            "An app or agent fails in apps and agents that exist.",
        ),
        ("The overflow of flows.", ("copilot",), "The overflow of agents."),
    ],
)
def test_texts_name_what_the_consumers_have(text, consumers, expected):
    assert for_consumers(text, consumers) == expected


def test_names_keep_their_words():
    """Only the sentences of the tables are put into the words of a consumer, not what they are about."""
    fact = Fact(Difference("parameter-added", "flows"), "input", (Reach("Flow", "operation/Flow/parameter/flows"),))
    assert message(judged(fact, ("apps",))) == "Flow: the parameter flows is new"


def test_braces_in_names_are_no_fields_to_fill_in():
    fact = Fact(Difference("parameter-added", "{old}"), "input", (Reach("{new}", "operation/{new}/parameter/{old}"),))
    assert message(judged(fact, ())) == "{new}: the parameter {old} is new"


def test_the_place_of_a_change_tells_keys_apart():
    reach = (Reach("A", "operation/A"),)
    places = [
        judged(Fact(Difference(kind, name), "none", reach), ()).place
        for kind, name in (
            ("operation-extension-changed", "x-a"),
            ("operation-extension-changed", "x-b"),
            ("operation-hidden", "visibility"),
        )
    ]
    assert places == ["operation/A/x-a", "operation/A/x-b", "operation/A"]

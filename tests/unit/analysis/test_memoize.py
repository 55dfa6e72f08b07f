"""The answer to a query is computed once for each object, kept in it, and gone with it."""

from __future__ import annotations

import pickle

import pytest
from msgspec.structs import replace

from connectorsmith.analysis.memoize import memoized, memoized_parts
from connectorsmith.model import Connector, Schema

asked: list[str] = []


@memoized
def answer(connector: Connector) -> str:
    asked.append(connector.id)
    return connector.id.upper()


@memoized_parts
def letters(connector: Connector):
    asked.append(f"letters of {connector.id}")
    yield from connector.id


@memoized_parts
def names(schema: Schema):
    asked.append("names")
    return schema.properties


@pytest.fixture(autouse=True)
def _nothing_asked():
    asked.clear()


def test_each_object_is_asked_once():
    one, other = Connector("one"), Connector("other")
    assert [answer(one), answer(other), answer(one), answer(other)] == ["ONE", "OTHER", "ONE", "OTHER"]
    assert [letters(one), letters(one)] == [("o", "n", "e")] * 2
    schema = Schema(properties={"a": Schema()})
    assert [names(schema), names(schema)] == [("a",)] * 2
    assert asked == ["one", "other", "letters of one", "names"]


def test_an_equal_object_is_another_one():
    connectors = [Connector("one"), Connector("one")]
    assert connectors[0] == connectors[1]
    assert [*map(answer, connectors)] == ["ONE", "ONE"]
    assert asked == ["one", "one"]


def test_answers_are_no_part_of_the_value():
    one = Connector("one")
    answer(one)
    assert one == Connector("one")
    assert replace(one, id="two").__dict__ == {}
    assert pickle.loads(pickle.dumps(one)).__dict__ == {}
    assert answer(replace(one, id="two")) == "TWO"

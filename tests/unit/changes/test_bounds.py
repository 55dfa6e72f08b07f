"""Comparisons and lists are bounded, and what is left out is named."""

from __future__ import annotations

from typing import Any

import pytest

from connectorsmith.changes.change import Change
from connectorsmith.changes.describe import message
from connectorsmith.changes.judge import judge
from connectorsmith.changes.ways import LEFT_OUT, MOST_LEVELS
from connectorsmith.model import Connector
from connectorsmith.workspace.import_package import connector_of

Json = dict[str, Any]


def connector(definitions: Json, operations: int = 1) -> Connector:
    """A connector whose operations return the definition D0."""
    response = {"200": {"description": "", "schema": {"$ref": "#/definitions/D0"}}}
    paths = {f"/{one}": {"get": {"operationId": f"Op{one}", "responses": response}} for one in range(operations)}
    definition = {"swagger": "2.0", "info": {}, "paths": paths, "definitions": definitions}
    return connector_of("shop", {"apiDefinition": definition, "apiProperties": {"properties": {}}})


def refer(number: int) -> Json:
    return {"$ref": f"#/definitions/D{number}"}


def test_more_levels_of_inheritance_than_are_followed_are_reported():
    def levels(last: str) -> Json:
        found: Json = {f"D{one}": {"allOf": [refer(one + 1)], "properties": {f"p{one}": {}}} for one in range(1_500)}
        return {**found, "D1500": {"properties": {last: {}}}}

    (found,) = judge(connector(levels("a")), connector(levels("b")))
    assert (found.fact.kind, found.level.word) == ("compared-in-part", "warning")
    assert message(found).startswith("what D0 takes over with allOf was not compared")


def test_values_replaced_by_as_many_others_are_two_changes():
    old, new = ({"D0": {"type": "string", "enum": [f"{word}{one}" for one in range(20_000)]}} for word in "ab")
    found = judge(connector(old), connector(new))
    assert [one.fact.difference.name for one in found] == ["20,000 values"] * 2


def mutual(count: int, kind: str) -> Json:
    """Definitions of which each refers to all."""
    others = {f"f{one}": refer(one) for one in range(count)}
    return {f"D{one}": {"type": "object", "properties": {**others, "x": {"type": kind}}} for one in range(count)}


def changed(count: int, operations: int = 1) -> list[Change]:
    return judge(*(connector(mutual(count, kind), operations) for kind in ("string", "integer")))


def test_a_definition_on_many_ways_is_one_change_with_some_places(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("connectorsmith.changes.collect.MOST_LISTED", 3)
    for found in changed(8)[1:]:
        assert len(found.value_paths) == 3
        assert found.fact.unlisted > 0
        assert f"at {found.fact.unlisted:,} further places" in message(found)


def test_each_operation_is_listed_even_if_not_each_place_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("connectorsmith.changes.collect.MOST_LISTED", 3)
    for found in changed(4, operations=10):
        assert len(found.fact.operations) == 10


def test_the_text_of_all_places_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("connectorsmith.changes.collect.MOST_TEXT", 200)
    found = changed(20, operations=3)
    assert len(found) == 20
    assert sum(len(one.value_paths) for one in found) < 30


def test_the_shortest_way_to_a_place_comes_first():
    assert [one.value_paths[0].count("/") for one in changed(5)][1:] == [7] * 4


def test_a_long_way_is_cut():
    def line(kind: str) -> Json:
        return {
            f"D{one}": {"type": "object", "properties": {"next": refer(one + 1), "x": {"type": kind}}}
            for one in range(200)
        }

    found = judge(connector(line("string")), connector(line("integer")))
    assert len(found) == 200
    longest = max(found, key=lambda one: len(one.value_paths[0])).value_paths[0].split("/")
    assert longest.count("next") <= MOST_LEVELS + 2
    assert LEFT_OUT in longest

"""Recipes in a spec: written and read again they are the same, shared ones included; values are split into calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith import load
from connectorsmith.diagnostics import SPEC
from connectorsmith.language.read import read_connector
from connectorsmith.language.recipe_expression import RecipeCall, address_parts, recipe_parts
from connectorsmith.language.schema import check_language
from connectorsmith.language.scripts import read_script, write_script
from connectorsmith.language.write import write_connector
from connectorsmith.model import Connector
from connectorsmith.model.script import Headers, Location, MultipartPart, Readdress

ROOT = Path(__file__).parents[3]
BOTH = ["oneflow", str(ROOT / "tests/cases/scripts/demonstration/connector.yaml")]


def never(*given: object) -> None:
    raise AssertionError(given)


@pytest.mark.parametrize("name", BOTH)
def test_what_is_written_is_read_again(name):
    connector = load(name, ROOT)
    form = write_connector(connector)
    assert check_language(form) == []
    again, faults = read_connector(connector.id, form, connector.assets)
    assert faults == []
    written = {operation.id: operation.script for operation in connector.scripted}
    assert {operation.id: operation.script for operation in again.scripted} == written


def test_script_file():
    own = Connector("x", own_script=True, assets={"script.csx": b"x"})
    assert write_connector(own)["script"] == "file"
    assert write_connector(Connector("x", assets={"script.csx": b"x"}))["script"] == "file"
    again, _ = read_connector("x", write_connector(own), own.assets)
    assert again.own_script


def test_shared_recipes_stand_in_their_place_and_at_their_own():
    shared = {"as_user": read_script([{"headers": {"remove": ["a"]}}], {}, SPEC / "recipes" / "as_user", never)}
    first, second = read_script(["as_user", {"call": "GET /x"}], shared, SPEC / "script", never)
    assert (first, second) == (Headers(remove=("a",)), Readdress("GET /x"))
    assert str(first.at) == "/recipes/as_user/0/headers"
    assert str(second.at) == "/script/1/call"


@pytest.mark.parametrize("form", [
    {"location": "/webhooks/1"},
    {"form": {"a": "b"}},
    {"multipart": {"a": "text", "b": {"base64": "@body().b", "type": "x/y"}}},
    {"redirect": {}},
    {"answer": {"status": 204}},
    {"answer": {"body": None}},
    {"errors": {"message": "x", "statuses": [404]}},
])  # fmt: skip
def test_shortest_form(form):
    assert write_script(read_script([form], {}, SPEC, never)) == [form]


@pytest.mark.parametrize(("form", "expected"), [
    ({"answer": {"status": 201.0, "body": 1.0}}, "[{'answer': {'status': 201, 'body': 1.0}}]"),
    ({"redirect": {"limit": 2.0}}, "[{'redirect': {'limit': 2}}]"),
    ({"response": {"status": 202.0}}, "[{'response': {'status': 202}}]"),
    ({"errors": {"message": "x", "statuses": [404.0], "status": 410.0}},
     "[{'errors': {'message': 'x', 'statuses': [404], 'status': 410}}]"),
])  # fmt: skip
def test_whole_numbers_that_are_written_with_a_point(form, expected):
    assert str(write_script(read_script([form], {}, SPEC, never))) == expected


def test_limits_that_are_written_with_a_point():
    limit = {"name": "Calls", "calls": 100.0, "renewal_period": 60.0}
    connector, _ = read_connector("x", {"throttling": [limit]}, {})
    assert [str(number) for one in connector.limits for number in (one.calls, one.renewal_period)] == ["100", "60"]


def test_parts_and_paths_are_values():
    (multipart,) = read_script([{"multipart": {"a": "text"}}], {}, SPEC, never)
    assert multipart.parts == {"a": MultipartPart("text")}
    assert read_script([{"location": "/x"}], {}, SPEC, never) == (Location("/x"),)


@pytest.mark.parametrize(("text", "expected"), [
    ("", ()),
    ("plain", ("plain",)),
    ("me@example.com", ("me@example.com",)),
    ("@headers('a')", (RecipeCall("headers", ("a",)),)),
    ("@headers('a', 'it''s').b", (RecipeCall("headers", ("a", "it's")), ".b")),
    ("x@body().a[0]['b.c'].d/y", ("x", RecipeCall("body", (), ("a", 0, "b.c", "d")), "/y")),
    ("@{lookup('g').id}.pdf", (RecipeCall("lookup", ("g",), ("id",)), ".pdf")),
    ("{@body()}", ("{", RecipeCall("body"), "}")),
    ("@nothing()", (RecipeCall("nothing"),)),
    ("@body(", ("@body(",)),
])  # fmt: skip
def test_parts(text, expected):
    assert recipe_parts(text) == expected


def test_address_has_variables():
    assert address_parts("/a/{b c}/@headers('x')?d={e}") == (
        "/a/",
        RecipeCall("pathParameters", ("b c",)),
        "/",
        RecipeCall("headers", ("x",)),
        "?d=",
        RecipeCall("pathParameters", ("e",)),
    )


@pytest.mark.parametrize(("call", "known"), [
    (RecipeCall("headers", ("a",)), True), (RecipeCall("headers", ("a", "b")), True), (RecipeCall("headers"), False),
    (RecipeCall("body"), True), (RecipeCall("body", ("a",)), False), (RecipeCall("Headers", ("a",)), False),
])  # fmt: skip
def test_known(call, known):
    assert call.known is known

"""Recipes in a spec: written and read again they are the same, shared ones included; values are split into calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith import load
from connectorsmith.diagnostics import SPEC
from connectorsmith.language.read import read_connector
from connectorsmith.language.recipe_expression import Call, address_parts, parts
from connectorsmith.language.schema import check_language
from connectorsmith.language.scripts import read_script, write_script
from connectorsmith.language.write import write_connector
from connectorsmith.model import Connector
from connectorsmith.model.script import Headers, Location, Part, Readdress

ROOT = Path(__file__).parents[3]
BOTH = ["oneflow", str(ROOT / "tests/cases/scripts/demonstration/connector.yaml")]


def never(*said: object) -> None:
    raise AssertionError(said)


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


def test_parts_and_paths_are_values():
    (multipart,) = read_script([{"multipart": {"a": "text"}}], {}, SPEC, never)
    assert multipart.parts == {"a": Part("text")}
    assert read_script([{"location": "/x"}], {}, SPEC, never) == (Location("/x"),)


@pytest.mark.parametrize(("text", "expected"), [
    ("", ()),
    ("plain", ("plain",)),
    ("me@example.com", ("me@example.com",)),
    ("@headers('a')", (Call("headers", ("a",)),)),
    ("@headers('a', 'it''s').b", (Call("headers", ("a", "it's")), ".b")),
    ("x@body().a[0]['b.c'].d/y", ("x", Call("body", (), ("a", 0, "b.c", "d")), "/y")),
    ("@{lookup('g').id}.pdf", (Call("lookup", ("g",), ("id",)), ".pdf")),
    ("{@body()}", ("{", Call("body"), "}")),
    ("@nothing()", (Call("nothing"),)),
    ("@body(", ("@body(",)),
])  # fmt: skip
def test_parts(text, expected):
    assert parts(text) == expected


def test_address_has_variables():
    assert address_parts("/a/{b c}/@headers('x')?d={e}") == (
        "/a/", Call("pathParameters", ("b c",)), "/", Call("headers", ("x",)), "?d=", Call("pathParameters", ("e",)),
    )  # fmt: skip


@pytest.mark.parametrize(("call", "known"), [
    (Call("headers", ("a",)), True), (Call("headers", ("a", "b")), True), (Call("headers"), False),
    (Call("body"), True), (Call("body", ("a",)), False), (Call("Headers", ("a",)), False),
])  # fmt: skip
def test_known(call, known):
    assert call.known is known

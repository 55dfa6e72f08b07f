"""Calls for dropdowns and forms: one for a pair, one for each extension alone, and who makes them."""

from __future__ import annotations

from connectorsmith.analysis.dynamic_calls import Argument, all_calls, calling, calls, lookups
from connectorsmith.analysis.dynamic_pairs import expand_fields, expand_options
from connectorsmith.diagnostics import DEFINITION, SPEC, Pointer
from connectorsmith.model import Connector, Operation, Parameter, PathItem, Response, Schema

OPTIONS = {
    "operation": "List",
    "collection": "data",
    "value": "id",
    "title": "name",
    "with": {"a": "b/c", "k": {"value": 1}},
}


def with_options(at: Pointer) -> Schema:
    older, newer = expand_options(OPTIONS)
    return Schema(type="string", dynamic_values=older, dynamic_list=newer, at=at)


def test_options_of_a_spec_are_one_call_at_their_own_keys():
    at = SPEC / "x"
    (call,) = calls(with_options(at))
    inside = at / "options"
    assert (call.operation, call.at, call.named, call.one) == ("List", inside, inside / "operation", True)
    assert call.arguments == (
        Argument("a", inside / "with" / "a", "b/c"),
        Argument("k", inside / "with" / "k", constant=1),
    )
    assert call.paths == {
        "items": ("data", inside / "collection"),
        "value": ("id", inside / "value"),
        "title": ("name", inside / "title"),
    }


def test_pair_of_a_package_is_one_call_at_the_newer_extension():
    (call,) = calls(with_options(DEFINITION / "x"))
    assert (call.at.document, call.one) == ("apiDefinition", True)
    assert "dynamic-list" in call.at.keys


def test_pair_of_a_package_is_two_lookups():
    at = DEFINITION / "x"
    older, newer = lookups(with_options(at))
    assert (older.at, older.one, newer.at, newer.one) == (at / "dynamic-values", False, at / "dynamic-list", False)
    assert newer.arguments[0] == Argument("a", at / "dynamic-list" / "parameters" / "a", "b/c")


def test_fields_are_one_call():
    older, newer = expand_fields({"operation": "Shape", "path": "schema"})
    (call,) = calls(Schema(dynamic_schema=older, dynamic_properties=newer, at=SPEC / "x"))
    assert (call.operation, call.paths) == ("Shape", {"value": ("schema", SPEC / "x" / "fields" / "path")})


def test_extensions_that_differ_are_two_calls():
    older = {"operationId": "A", "parameters": {"p": {"parameter": "q"}, "r": "constant"}}
    newer = {"operationId": "B", "parameters": {"p": {"parameterReference": "body/q"}, "r": {"value": 1}}}
    at = SPEC / "x"
    first, second = calls(Schema(dynamic_values=older, dynamic_list=newer, at=at))
    assert first.arguments == (
        Argument("p", at / "dynamic-values" / "parameters" / "p", "q", exact=False),
        Argument("r", at / "dynamic-values" / "parameters" / "r", constant="constant"),
    )
    assert (second.operation, second.one, second.arguments[0].source) == ("B", False, "body/q")


def test_tree_opens_and_browses():
    tree = {"open": {"operationId": "Open"}, "browse": {"operationId": "Browse"}, "settings": {}}
    found = calls(Schema(extra={"x-ms-dynamic-tree": tree}))
    assert [call.operation for call in found] == ["Open", "Browse"]


def test_malformed_extensions_are_no_calls():
    schema = Schema(
        dynamic_values={"capability": "file-picker"}, extra={"x-ms-dynamic-tree": {"open": "x", "browse": 1}}
    )
    assert list(calls(schema)) == []


def test_calls_through_definitions_come_for_every_operation_and_end_with_circles():
    choice = with_options(SPEC / "definitions" / "Choice")
    ref = Schema(ref="#/definitions/Choice")
    loop = Schema(properties={"choice": ref, "again": Schema(ref="#/definitions/Loop")})
    body = Parameter(name="body", location="body", schema=Schema(ref="#/definitions/Loop"))
    add = Operation("post", "/a", "Add", parameters=(body,))
    get = Operation("get", "/a", "Get", responses={"200": Response(schema=ref)})
    connector = Connector(
        "shop", paths={"/a": PathItem({"post": add, "get": get})}, definitions={"Choice": choice, "Loop": loop}
    )
    assert [(operation.id, call.operation) for operation, call in calling(connector)] == [
        ("Add", "List"),
        ("Get", "List"),
    ]
    assert [call.operation for call in all_calls(connector)] == ["List"]


def test_calls_in_shared_responses_are_met_too():
    get = Operation("get", "/a", "Get", responses={"200": Response(ref="#/responses/Choice")})
    shared = {"Choice": Response(schema=with_options(SPEC / "responses" / "Choice"))}
    connector = Connector("shop", paths={"/a": PathItem({"get": get})}, responses=shared)
    assert [(operation.id, call.operation) for operation, call in calling(connector)] == [("Get", "List")]

"""The second opinion on a definition: what Swagger 2.0 forbids is refused, what authors may do is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from connectorsmith.workspace.swagger_validator import LONGEST, find_faults


def definition(operation: dict[str, Any] | None = None, path: str = "/orders", **more: Any) -> bytes:
    get = {"responses": {"200": {"description": "OK"}}} | (operation or {})
    whole = {"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {path: {"get": get}}}
    return json.dumps(whole | more).encode()


def query(**words: Any) -> dict[str, Any]:
    return {"parameters": [{"name": "a", "in": "query", "type": "integer", **words}]}


def answer(schema: dict[str, Any]) -> dict[str, Any]:
    return {"responses": {"200": {"description": "OK", "schema": schema}}}


LOGIN = {"type": "oauth2", "flow": "implicit", "authorizationUrl": '@environmentVariables("login")', "scopes": {}}
FILE = {"200": {"$ref": "#/responses/File"}}


@pytest.mark.parametrize(
    "content",
    [
        definition(),
        definition(securityDefinitions={"login": LOGIN}),
        definition(query(default="1")),
        definition(query(default=5, enum=[1, 2])),
        definition(answer({"type": "string", "format": "date-time", "default": "@{utcNow()}"})),
        definition(answer({"type": "object", "properties": {"a": {"type": "boolean", "default": "false"}}})),
        definition(answer({"$ref": "#/definitions/A"}), definitions={"A": {"type": "number", "default": None}}),
        definition(answer({"type": "file"})),
        definition({"responses": FILE}, responses={"File": {"description": "", "schema": {"type": "file"}}}),
        definition(answer({"$ref": "#/definitions/A~1B~0C%20D"}), definitions={"A/B~C D": {"type": "object"}}),
        definition(answer({"allOf": [{"required": ["a"]}]})),
        definition(answer({"type": "object", "discriminator": "a", "properties": {"a": {"type": "string"}}})),
        definition(answer({"example": {"$ref": "#/nowhere"}, "x-ms-dynamic-schema": {"$ref": "x.json"}})),
        definition(path="/orders#all"),
    ],
)
def test_taken(content):
    assert find_faults(content) == []


def chained(levels: int, last: dict[str, Any], key: str = "items") -> bytes:
    """Definitions that refer to each other one by one."""
    chain: dict[str, Any] = {f"D{n}": {key: {"$ref": f"#/definitions/D{n + 1}"}} for n in range(levels)}
    return definition(answer({"$ref": "#/definitions/D0"}), definitions=chain | {f"D{levels}": last})


def test_definitions_in_a_long_chain_and_in_a_circle_are_taken():
    assert find_faults(chained(3000, {"type": "string"})) == []
    assert find_faults(chained(3000, {"items": {"$ref": "#/definitions/D0"}})) == []


GET = ("paths", "/orders", "get")
ANSWER = (*GET, "responses", "200")
REFUSED = [
    (definition(swagger="3.0"), ("swagger",), "3.0"),
    (definition(info={"title": "A"}), ("info",), "version"),
    (definition({"responses": {}}), (*GET, "responses"), "{} has less than 1 property"),
    (definition(answer({"type": "whole"})), ANSWER, "whole"),
    (definition(answer({"properties": {"a": {"type": "file"}}})), ANSWER, "file"),
    (definition(answer({}), definitions={"A": {"pattern": "("}}), ("definitions", "A", "pattern"), "("),
    (definition(path="/orders/{id}"), ("paths", "/orders/{id}", "get"), "Path parameter 'id'"),
    (definition(path="/orders/{id"), ("paths", "/orders/{id", "get"), "ValueError: expected '}' before end of string"),
    (definition(query() | {"parameters": query()["parameters"] * 2}), (*GET, "parameters"), "non-unique elements"),
    (definition({"parameters": [*query()["parameters"], *query(format="int32")["parameters"]]}), GET, "Duplicate"),
    (definition(answer({"$ref": "#/definitions/A"})), (*ANSWER, "schema", "$ref"), "leads nowhere"),
    (definition({"parameters": [{"$ref": "#/parameters/a"}]}), (*GET, "parameters", 0, "$ref"), "leads nowhere"),
    (definition(answer({"$ref": "other.json"})), (*ANSWER, "schema", "$ref"), "'other.json' leads nowhere"),
    (definition(**{"x-a": {}, "paths": {"/a": {"$ref": "file:///a.json"}}}), ("paths", "/a", "$ref"), "leads nowhere"),
    (definition({"parameters": [{"$ref": "#/paths/~1orders/get/parameters/0"}]}), GET, "Error"),
    (chained(3, {"$ref": "#/definitions/D9"}), ("definitions", "D3", "$ref"), "leads nowhere"),
]


@pytest.mark.parametrize(("content", "keys", "reason"), REFUSED, ids=[reason for _, _, reason in REFUSED])
def test_refused(content, keys, reason):
    first = find_faults(content)[0]
    assert first.keys == keys
    assert reason in first.reason
    assert "\n" not in first.reason
    assert len(first.reason) <= LONGEST + 1


def test_the_same_id_twice_is_said_at_the_second_operation():
    get = {"operationId": "A", "responses": {"200": {"description": "OK"}}}
    found = find_faults(definition(paths={"/a": {"get": get}, "/b": {"get": get}}))
    assert [one.keys for one in found] == [("paths", "/b", "get")]

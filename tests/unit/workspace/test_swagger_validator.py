"""The second opinion on a definition: what Swagger 2.0 forbids is refused, what authors may do is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from connectorsmith.errors import ToolError
from connectorsmith.workspace.swagger_validator import judge


def definition(operation: dict[str, Any] | None = None, path: str = "/orders", **more: Any) -> bytes:
    get = {"responses": {"200": {"description": "OK"}}} | (operation or {})
    whole = {"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {path: {"get": get}}}
    return json.dumps(whole | more).encode()


def query(**words: Any) -> dict[str, Any]:
    return {"parameters": [{"name": "a", "in": "query", "type": "integer", **words}]}


def answer(schema: dict[str, Any]) -> dict[str, Any]:
    return {"responses": {"200": {"description": "OK", "schema": schema}}}


FILE = {"200": {"$ref": "#/responses/File"}}


@pytest.mark.parametrize(
    "content",
    [
        definition(),
        definition(query(default="1")),
        definition(query(default=5, enum=[1, 2])),
        definition(answer({"type": "string", "format": "date-time", "default": "@{utcNow()}"})),
        definition(answer({"type": "object", "properties": {"a": {"type": "boolean", "default": "false"}}})),
        definition(answer({"$ref": "#/definitions/A"}), definitions={"A": {"type": "number", "default": None}}),
        definition(answer({"type": "file"})),
        definition({"responses": FILE}, responses={"File": {"description": "", "schema": {"type": "file"}}}),
    ],
)
def test_taken(content):
    judge(content)


REFUSED = [
    (definition(swagger="3.0"), "3.0", "(at swagger)"),
    (definition(info={"title": "A"}), "version", "(at info)"),
    (definition({"responses": {}}), "{} has less than 1 property", "(at paths//orders/get/responses)"),
    (definition(answer({"type": "whole"})), "whole", "(at paths//orders/get/responses/200)"),
    (definition(answer({"properties": {"a": {"type": "file"}}})), "file", "(at paths//orders/get/responses/200)"),
    (definition(answer({"enum": ["x" * 1000, "x" * 1000]})), "xxx…", "(at enum)"),
    (definition(path="/orders/{id}"), "Path parameter 'id'", "(at the root)"),
    (definition(path="/orders/{id"), "ValueError", "expected '}' before end of string"),
    (definition(answer({"$ref": "#/definitions/A"})), "PointerToNowhere", "'/definitions/A' does not exist"),
]


@pytest.mark.parametrize(("content", "reason", "place"), REFUSED, ids=[reason for _, reason, _ in REFUSED])
def test_refused(content, reason, place):
    with pytest.raises(ToolError) as raised:
        judge(content)
    assert raised.value.message.startswith("the generated definition is not valid Swagger 2.0: ")
    assert reason in raised.value.message
    assert place in raised.value.message
    assert "\n" not in raised.value.message
    assert len(raised.value.message) < 350
    assert "this is a fault of connectorsmith" in str(raised.value.hint)
    assert raised.value.exit_code == 1

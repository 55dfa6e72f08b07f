"""What the mock answers for constructs of a definition that few connectors have."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.runtime.mock.test_backend import answer
from tests.unit.runtime.stand_ins import PREFIX, connector

from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.message import header
from connectorsmith.runtime.mock.backend import MockBackend, MockOptions
from connectorsmith.runtime.mock.hooks import callback_in
from connectorsmith.runtime.mock.mcp import mcp_answer
from connectorsmith.runtime.mock.patterns import matching
from connectorsmith.runtime.mock.values import Values

TEXT = {"type": "string"}
ITEM = {"type": "object", "properties": {"id": {"type": "integer"}, "name": TEXT}}
ID = {"name": "id", "in": "path", "required": True, "type": "integer"}
PNG = b"\x89PNG\r\n\x1a\n"


def operation(id_: str, schema: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    responses = {"200": {"description": "Done."} | ({"schema": schema} if schema is not None else {})}
    return {"operationId": id_, "responses": responses, **more}


def mock(paths: dict[str, Any], own: dict[str, Any] | None = None, **more: Any) -> MockBackend:
    options = more.pop("options", MockOptions())
    return MockBackend(connector({"paths": paths, **more}, own), options)


def ask(one: MockBackend, method: str, path: str, body: Any = None, **headers: str) -> Any:
    response = answer(one, method, f"https://api.example.com/v1{path}", body, **headers)
    return response.status, json.loads(response.body) if response.body else None


def test_fault_that_an_operation_declares_as_a_text_is_the_reason():
    get = operation("Get") | {"responses": {"default": {"description": "A fault.", "schema": TEXT}}}
    found = ask(mock({"/a": {"get": get}}), "GET", "/a", x_mock_fault="500")
    assert found == (500, "the mock answers 500, as it was asked to")


def test_fault_that_an_operation_declares_as_a_list():
    schema = {"type": "array", "items": TEXT | {"enum": ["a"]}, "minItems": 2, "maxItems": 2}
    get = operation("Get") | {"responses": {"default": {"description": "A fault.", "schema": schema}}}
    assert ask(mock({"/a": {"get": get}}), "GET", "/a", x_mock_fault="500") == (500, ["a", "a"])


def test_headers_that_an_answer_declares():
    get = operation("Get")
    get["responses"]["200"]["headers"] = {"X-Left": {"type": "integer"}, "X-State": {"type": "string", "enum": ["up"]}}
    found = answer(mock({"/a": {"get": get}}), "GET", "https://api.example.com/v1/a").headers
    assert header(found, "X-State") == "up"
    assert header(found, "X-Left").isdecimal()


@pytest.mark.parametrize(
    ("schema", "produces", "kind", "is_text"),
    [
        ({"type": "file"}, [], "application/octet-stream", True),
        ({"type": "string", "format": "binary"}, ["image/png"], "image/png", False),
        ({"type": "file"}, ["application/json"], "application/json", True),
        (TEXT, ["text/plain"], "text/plain", True),
    ],
    ids=["file", "picture", "file as JSON", "text"],
)
def test_media_type_and_bytes_of_a_file(schema, produces, kind, is_text):
    one = mock({"/a": {"get": operation("Get", schema, produces=produces)}})
    found = answer(one, "GET", "https://api.example.com/v1/a")
    assert header(found.headers, "Content-Type") == kind
    assert found.body.startswith(PNG) is not is_text
    assert not is_text or not found.body.startswith(b'"')


@pytest.mark.parametrize(
    ("parameter", "headers", "reason"),
    [
        ({"name": "X-A", "in": "header", "required": True, "type": "string"}, {}, "header parameter X-A is missing"),
        (
            {"name": "size", "in": "formData", "required": True, "type": "integer"},
            {"Content_Type": "application/x-www-form-urlencoded"},
            "formData parameter size is missing",
        ),
        (
            {"name": "file", "in": "formData", "required": True, "type": "file"},
            {"Content_Type": "multipart/form-data; boundary=b"},
            "formData parameter file is missing",
        ),
        ({"name": "body", "in": "body", "required": True, "schema": ITEM}, {}, "the body is missing"),
    ],
    ids=["header", "form", "form in parts", "body"],
)
def test_request_without_a_required_value_is_refused(parameter, headers, reason):
    one = mock({"/a": {"post": operation("Add", parameters=[parameter])}})
    status, body = ask(one, "POST", "/a", **headers)
    assert (status, body["error"]["message"]) == (400, reason)


def test_what_the_platform_fills_in_and_what_is_not_json_is_not_checked():
    connection = {"name": "connectionId", "in": "path", "required": True, "type": "integer"}
    body = {"name": "body", "in": "body", "required": True, "schema": ITEM}
    one = mock({"/{connectionId}/a": {"post": operation("Add", parameters=[connection, body])}})
    assert ask(one, "POST", "/c/a", "text", Content_Type="text/plain") == (200, None)


def test_answer_of_the_service_behind_the_mock():
    class Behind:
        def __init__(self, kind: str) -> None:
            self.kind = kind

        async def send(self, _request: Any) -> Any:
            raise BackendFailure(self.kind, "the service behind fails")

    one = connector({"paths": {"/a": {"get": operation("Get")}}})
    url = "https://api.example.com/v1/b"
    assert answer(MockBackend(one, otherwise=Behind("unanswered")), "GET", url).status == 404
    with pytest.raises(BackendFailure, match="the service behind fails"):
        answer(MockBackend(one, otherwise=Behind("refused")), "GET", url)


def test_things_of_a_collection_that_is_cleared_are_not_there():
    items = {"get": operation("List", {"type": "array", "items": ITEM}), "post": operation("Add", ITEM),
             "delete": operation("Clear")}  # fmt: skip
    one = mock({"/a": items, "/a/{id}": {"parameters": [ID], "get": operation("Get", ITEM)}})
    assert ask(one, "GET", "/a/7")[0] == 200
    assert ask(one, "DELETE", "/a")[0] == 200
    assert ask(one, "GET", "/a/7") == (404, {"error": {"code": 404, "message": "there is no 7"}})


def test_change_that_registers_a_webhook():
    body = {"name": "body", "in": "body", "schema": {"properties": {"url": TEXT | {"x-ms-notification-url": True}}}}
    paths = {"/a": {"get": operation("List", {"type": "array", "items": ITEM}), "post": operation("Add", ITEM)},
             "/a/{id}": {"parameters": [ID], "put": operation("Change", ITEM, parameters=[body]),
                         "delete": operation("Remove")}}  # fmt: skip
    one = mock(paths)
    assert ask(one, "PUT", "/a/7", {"url": "https://flow.example/1"})[0] == 200
    assert [(hook.operation, hook.callback, hook.location) for hook in one.hooks] == [
        ("Change", "https://flow.example/1", "https://api.example.com/v1/a/7")
    ]


def test_example_of_a_thing_keeps_what_was_given():
    add = operation("Add", ITEM, parameters=[{"name": "body", "in": "body", "schema": ITEM}])
    add["responses"]["200"]["examples"] = {"application/json": {"id": 1, "name": "Chair", "extra": True}}
    one = mock({"/a": {"get": operation("List", {"type": "array", "items": ITEM}), "post": add}})
    status, made = ask(one, "POST", "/a", {"name": "Table"})
    assert (status, made["name"], made["extra"]) == (200, "Table", True)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [({"type": "object", "properties": {"ok": {"type": "boolean"}}}, dict), ({"type": "array", "items": TEXT}, list)],
    ids=["answer without a list", "items without an id"],
)
def test_list_of_a_resource_that_has_none(schema, kind):
    add = operation("Add", {"type": "integer"})
    one = mock({"/a": {"get": operation("List", schema), "post": add}})
    status, made = ask(one, "GET", "/a")
    assert (status, type(made)) == (200, kind)
    assert made
    assert isinstance(ask(one, "POST", "/a", {})[1], int)


@pytest.mark.parametrize("path", ["/", "/a/{b}-{c}"])
def test_path_that_is_part_of_no_resource(path):
    variables = [{"name": name, "in": "path", "required": True, "type": "string"} for name in "bc" if name in path]
    one = mock({path: {"get": operation("Get", ITEM, parameters=variables)}})
    assert ask(one, "GET", path.format(b="1", c="2"))[0] == 200


def test_path_to_which_a_policy_leads():
    parameters = {f"{PREFIX}newPath": "/other/@pathParameter('id')", f"{PREFIX}httpMethod": "GET",
                  "x-ms-apimTemplate-operationName": ["Get"]}  # fmt: skip
    route = {"templateId": "routerequesttoendpoint", "title": "Elsewhere", "parameters": parameters}
    one = mock(
        {"/a": {"get": operation("Get", {"type": "string", "enum": ["here"]})}}, {"policyTemplateInstances": [route]}
    )
    assert ask(one, "GET", "/other/7") == (200, "here")
    assert ask(one, "GET", "/another/7")[0] == 404


@pytest.mark.parametrize("pattern", ["a" * 201, "(", "(?=a)b", "a{99999999999}", "a{500}"])
def test_pattern_that_gives_no_text(pattern):
    assert matching(pattern, "key") is None


def test_pattern_of_any_character():
    assert len(matching("^...$", "key")) == 3


@pytest.mark.parametrize(
    ("schema", "made"), [({"items": TEXT, "maxItems": 0}, []), ({"type": "array"}, [])], ids=["items alone", "no items"]
)
def test_list_without_a_type_or_without_items(schema, made):
    one = mock({"/a": {"get": operation("Get", {"type": "object", "properties": {"list": schema}})}})
    assert ask(one, "GET", "/a") == (200, {"list": made})


def test_value_that_is_nested_too_deeply_does_not_fit():
    value: Any = {}
    for _ in range(5_000):
        value = {"next": value}
    node = {"$ref": "#/definitions/Node"}
    paths, definitions = {"/a": {"get": operation("Get", node)}}, {"Node": {"properties": {"next": node}}}
    one = connector({"paths": paths, "definitions": definitions})
    schema = one.operation("Get").responses["200"].schema
    assert Values(one).fits(schema, value) is False


def test_operation_without_a_body_registers_no_address():
    one = connector({"paths": {"/a": {"post": operation("Add")}}})
    assert callback_in(one, one.operation("Add"), b"{}") == ""


def test_message_to_an_mcp_server_that_is_not_json():
    assert json.loads(mcp_answer(b"{").body)["error"]["code"] == -32700

"""Where the address to notify is in a registration, and where a webhook is removed that no spec names."""

from __future__ import annotations

import json

import pytest
from tests.unit.runtime.stand_ins import connector

from connectorsmith.runtime.mock.hooks import callback_in, removal_path

URL = {"type": "string", "x-ms-notification-url": True}
NODE = {"properties": {"url": URL, "next": {"$ref": "#/definitions/Node"}}}
ADDRESS = "https://flow.example/1"


def registering(schema: dict):
    """A connector whose one operation registers a webhook, and that operation."""
    body = {"name": "hook", "in": "body", "schema": schema}
    paths = {"/hooks": {"post": {"operationId": "Hook", "responses": {}, "parameters": [body]}}}
    made = connector({"paths": paths, "definitions": {"Node": NODE}})
    return made, made.operation("Hook")


def nested(levels: int) -> dict:
    return {"next": nested(levels - 1)} if levels else {"url": ADDRESS}


@pytest.mark.parametrize(
    ("schema", "body", "found"),
    [
        ({"properties": {"url": URL}}, {"url": ADDRESS}, ADDRESS),
        ({"properties": {"url": URL}}, {"url": 7}, ""),
        ({"properties": {"url": {"type": "string"}}}, {"url": ADDRESS}, ""),
        ({"type": "array", "items": {"properties": {"url": URL}}}, [{}, {"url": ADDRESS}], ADDRESS),
        ({"allOf": [{"properties": {"id": {}}}, {"$ref": "#/definitions/Node"}]}, {"url": ADDRESS}, ADDRESS),
        ({"$ref": "#/definitions/Node"}, nested(10), ADDRESS),
        ({"$ref": "#/definitions/Node"}, nested(11), ""),
    ],
    ids=["property", "number", "not marked", "item", "part", "ten levels", "eleven levels"],
)
def test_address_in_a_body(schema, body, found):
    assert callback_in(*registering(schema), json.dumps(body).encode()) == found


def test_body_that_is_not_json_has_no_address():
    assert callback_in(*registering({"properties": {"url": URL}}), b"url=x") == ""


@pytest.mark.parametrize(
    ("path", "removers", "found"),
    [
        ("/hooks", ["/orders/{id}", "/hooks/{id}"], "/hooks/7"),
        ("/teams/{team}/hooks", ["/teams/{team}", "/Teams/{team}/hooks/{id}"], "/Teams/3/hooks/7"),
        ("/teams/hooks", ["/teams/hooks/{kind}/{id}"], "/teams/hooks/1/7"),
        ("/hooks", ["/orders/{id}"], None),
        ("/hooks", ["/hooks"], None),
        ("/hooks", [], None),
    ],
    ids=["most alike", "variables of the registration", "other variables", "another resource", "no variable", "none"],
)
def test_path_at_which_a_webhook_is_removed(path, removers, found):
    paths = {path: {"post": {"operationId": "Hook", "responses": {}}}}
    for number, one in enumerate(removers):
        paths.setdefault(one, {})["delete"] = {"operationId": f"Remove{number}", "responses": {}}
    made = connector({"paths": paths})
    assert removal_path(made, made.operation("Hook"), {"team": "3"}, "7") == found

"""What makers type into the connection dialog, in the calls of the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.preview.preview_case import Page, preview, workspace

from connectorsmith.model import ConnectionParameter, Connector, Properties, UiDefinition
from connectorsmith.preview.requests import PageRequest, Refused
from connectorsmith.preview.typed_connection import TypedConnection, typed_connection, with_typed
from connectorsmith.runtime.connection import Connection

KEY = {"type": "securestring", "uiDefinition": {"constraints": {"required": "true"}}}
SETS = {
    "values": [
        {"name": "key", "parameters": {"api_key": KEY}},
        {"name": "user", "parameters": {"user": {"type": "string"}, "retries": {"type": "int", "defaultValue": 3}}},
    ]
}
REGION = ConnectionParameter("region", "string", UiDefinition(constraints={"allowedValues": [{"value": "eu"}]}))
TOKEN = ConnectionParameter("token", "oauthSetting")
SHOP = Connector(
    "shop",
    properties=Properties(
        connection_parameters={"region": REGION, "token": TOKEN}, extra={"connectionParameterSets": SETS}
    ),
)
BASE = Connection("mine", {"region": "eu", "api_key": "kept"}, "key", {"token": "signed-in"})


def test_values_replace_those_of_the_connection():
    found = with_typed(SHOP, BASE, TypedConnection(values={"api_key": "typed"}), invent=True)
    assert found == Connection("mine", {"region": "eu", "api_key": "typed"}, "key", {"token": "signed-in"})


def test_another_set_keeps_what_both_have_and_takes_defaults():
    typed = TypedConnection(set_name="user", values={"user": "me"})
    found = with_typed(SHOP, BASE, typed, invent=False)
    assert found == Connection("mine", {"retries": "3", "region": "eu", "user": "me"}, "user", {"token": "signed-in"})


def test_missing_values_are_invented_for_a_mock():
    found = with_typed(SHOP, BASE, TypedConnection(set_name="user"), invent=True)
    assert found.values == {"region": "eu", "user": "test-user", "retries": "3"}
    assert found.tokens == {"token": "signed-in"}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (TypedConnection(set_name="other"), "unknown set of connection parameters 'other', write one of key, user"),
        (TypedConnection(values={"user": "x"}), "'user' is not a connection parameter that a maker fills in"),
        (TypedConnection(values={"token": "x"}), "'token' is not a connection parameter that a maker fills in"),
    ],
)
def test_what_the_dialog_does_not_have_is_refused(typed, message):
    with pytest.raises(Refused) as refused:
        with_typed(SHOP, BASE, typed, invent=True)
    assert (refused.value.status, refused.value.message) == (400, message)


def test_the_page_sends_a_name_a_set_and_values_of_which_empty_ones_do_not_count():
    asked = PageRequest({"connection": {"name": "mine", "set": "key", "values": {"api_key": "", "region": "eu"}}})
    assert typed_connection(asked) == TypedConnection("mine", "key", {"region": "eu"})
    assert typed_connection(PageRequest({})) == TypedConnection()


@pytest.mark.parametrize("wrong", ["mine", {"values": {"api_key": 1}}, {"values": []}, {"name": {}}])
def test_members_of_other_types_are_refused(wrong):
    with pytest.raises(Refused):
        typed_connection(PageRequest({"connection": wrong}))


def test_values_of_a_connection_are_not_printed():
    assert "typed" not in repr(TypedConnection(values={"api_key": "typed"}))


def test_a_call_uses_what_was_typed_and_shows_no_secret(tmp_path: Path):
    known: list[str] = []
    secret = "s3cret-of-the-maker"

    async def talk(page: Page) -> Any:
        typed = {"values": {"api_key": secret}}
        answered = await page.post("run", operation="Read", inputs={"id": "7"}, connection=typed)
        wrong = await page.send("POST", "api/run", {"operation": "Read", "connection": {"values": {"x": secret}}})
        return answered, wrong

    answered, wrong = preview(workspace(tmp_path), talk, secret=known.append)
    assert known == [secret]
    assert secret not in json.dumps(answered)
    (signing,) = [one for one in answered["steps"] if one["kind"] == "authenticate"]
    assert {"sign": "+", "what": "X-Key", "value": "***"} in signing["changes"]
    assert wrong.status == 400

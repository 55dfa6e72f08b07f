"""Secrets of a live connector give way to what the connector here has in their place."""

from __future__ import annotations

import copy

from connectorsmith.platform.omit_secrets import omit_secrets

SECRET, OTHER = "hunter2-a1b2c3d4e5f6a7b8", "hunter2-b1b2c3d4e5f6a7b8"
NAME, VALUE = "x-ms-apimTemplateParameter.name", "x-ms-apimTemplateParameter.value"


def policies(value):
    return {"policyTemplateInstances": [{"templateId": "setheader", "parameters": {NAME: "x-api-key", VALUE: value}}]}


def test_without_any():
    properties = policies("@connectionParameters('key')")
    assert omit_secrets({"a": 1}, properties, ({}, {})) == ({"a": 1}, properties, (), frozenset())


def test_one_that_is_not_here_is_taken_out():
    live = policies(SECRET)
    before = copy.deepcopy(live)
    _, properties, places, omitted = omit_secrets({}, live, ({}, {}))
    assert omitted == {SECRET}
    assert properties == {"policyTemplateInstances": [{"templateId": "setheader", "parameters": {NAME: "x-api-key"}}]}
    assert places == (f"/policyTemplateInstances/0/parameters/{VALUE}",)
    assert live == before


def test_one_that_is_here_stays_without_a_word():
    live = policies(SECRET)
    assert omit_secrets({}, live, ({}, policies(SECRET))) == ({}, live, (), {SECRET})


def test_another_one_gives_way_to_ours_and_is_mentioned():
    _, properties, places, _ = omit_secrets({}, policies(SECRET), ({}, policies(OTHER)))
    assert properties == policies(OTHER)
    assert places == (f"/policyTemplateInstances/0/parameters/{VALUE}",)


def test_in_the_definition():
    parameter = {"name": "api_key", "in": "header", "default": SECRET}
    definition, _, places, _ = omit_secrets({"parameters": {"key": parameter}}, {}, ({}, {}))
    assert definition == {"parameters": {"key": {"name": "api_key", "in": "header"}}}
    assert places == ("/parameters/key/default",)


def test_what_the_service_holds_of_every_sign_in_needs_no_mention():
    token = {"type": "oauthSetting", "oAuthSettings": {"clientId": "a", "clientSecret": SECRET}}
    _, properties, places, _ = omit_secrets({}, {"connectionParameters": {"token": token}}, ({}, {}))
    assert properties["connectionParameters"]["token"]["oAuthSettings"] == {"clientId": "a"}
    assert places == ()


def test_texts_that_repeat_a_secret_give_way_to_ours_or_are_masked():
    definition = {
        "info": {"title": "Shop", "description": f"Use {SECRET} here"},
        "host": f"{SECRET}.example.com",
        "tags": [{"name": SECRET}],
        "paths": {f"/orders/{SECRET}": {"get": {"summary": f"With {SECRET}"}}},
    }
    live = policies(SECRET) | {"capabilities": [SECRET]}
    ours = {"host": "api.example.com"}
    definition, properties, places, _ = omit_secrets(definition, live, (ours, {"capabilities": ["actions"]}))
    assert definition == {
        "info": {"title": "Shop", "description": "Use *** here"},
        "host": "api.example.com",
        "tags": [{"name": "***"}],
        "paths": {"/orders/***": {"get": {"summary": "With ***"}}},
    }
    assert SECRET not in repr(properties)
    assert properties["capabilities"] == ["actions"]
    assert {"/info/description", "/host", "/tags/0/name", "/capabilities/0"} <= {*places}


def test_what_is_here_with_a_repeated_secret_stays_without_a_word():
    live = policies(SECRET)
    known = {"info": {"description": f"Use {SECRET}"}, "paths": {f"/{SECRET}": {}}}
    assert omit_secrets(copy.deepcopy(known), live, (known, policies(SECRET))) == (known, live, (), {SECRET})

"""Downloaded folders that hold JSON, but no connector: what is wrong is said, and nothing fails on the way."""

from __future__ import annotations

import json

import pytest

from connectorsmith.errors import FileError
from connectorsmith.platform.platform_state import State, parts, read_state

MISFITS = {
    "path that is null": ({"paths": {"/a": None}}, {}, "the path /a"),
    "path that is a list": ({"paths": {"/a": []}}, {}, "the path /a"),
    "operation that is a text": ({"paths": {"/a": {}, "/b": {"get": "x"}}}, {}, "the path /b"),
    "parameters that are a number": ({"paths": {"/a": {"get": {"parameters": 3}}}}, {}, "the path /a"),
    "parameter that is a text": ({"paths": {"/a": {"get": {"parameters": ["x"]}}}}, {}, "the path /a"),
    "policies that are a mapping": ({}, {"policyTemplateInstances": {"a": 1}}, "policyTemplateInstances"),
    "policy that is a text": ({}, {"policyTemplateInstances": ["x"]}, "policyTemplateInstances"),
    "operations that are a number": ({}, {"scriptOperations": 4}, "scriptOperations"),
    "operations that are mappings": ({}, {"scriptOperations": [{}]}, "scriptOperations"),
}


def folder_of(tmp_path, definition, properties):
    (tmp_path / "apiDefinition.swagger.json").write_text(json.dumps({"swagger": "2.0"} | definition))
    (tmp_path / "apiProperties.json").write_text(json.dumps({"properties": properties}))
    return tmp_path


@pytest.mark.parametrize("name", MISFITS)
def test_misfit(name, tmp_path):
    definition, properties, place = MISFITS[name]
    with pytest.raises(FileError, match=f"^{place} in .* is not what it is in a connector$"):
        read_state(folder_of(tmp_path, definition, properties))


def test_secrets_of_a_sign_in_are_in_no_part():
    custom = {"clientSecret": {"value": "hunter2"}, "tenantId": {"value": "common"}}
    settings = {"clientId": "a", "clientSecret": "hunter2", "customParameters": custom, "properties": {"password": "b"}}
    state = State(
        properties={"connectionParameters": {"password": {"type": "oauthSetting", "oAuthSettings": settings}}}
    )
    kept = {"clientId": "a", "customParameters": {"tenantId": {"value": "common"}}, "properties": {}}
    assert parts(state)["connection parameter password"] == {"type": "oauthSetting", "oAuthSettings": kept}


def test_what_the_service_leaves_empty_is_no_misfit(tmp_path):
    empty = {"policyTemplateInstances": None, "scriptOperations": None, "connectionParameters": None}
    state = read_state(folder_of(tmp_path, {"paths": {"/a": {"get": {"parameters": None}}}}, empty))
    assert parts(state)["operation GET /a"] == {"call": "GET /a", "parameters": {}}

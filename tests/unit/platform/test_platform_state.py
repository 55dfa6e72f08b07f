"""Downloaded folders that hold JSON, but no connector: each fault is named, without an exception."""

from __future__ import annotations

import json

import pytest

from connectorsmith.errors import FileError
from connectorsmith.platform.platform_state import PlatformState, state_parts
from connectorsmith.platform.read_state import read_state

MISFITS = {
    "info that is a text": ({"info": "x"}, {}, "info is a text, and must be an object"),
    "paths that are a list": ({"paths": []}, {}, "paths is a list, and must be an object"),
    "path that is null": ({"paths": {"/a": None}}, {}, "the path /a is null, and must be an object"),
    "path that is a list": ({"paths": {"/a": []}}, {}, "the path /a is a list, and must be an object"),
    "operation that is a text": (
        {"paths": {"/a": {}, "/b": {"get": "x"}}}, {}, "get of the path /b is a text, and must be an object",
    ),
    "operation that is null": (
        {"paths": {"/a": {"get": None}}}, {}, "get of the path /a is null, and must be an object",
    ),
    "parameters that are a number": (
        {"paths": {"/a": {"get": {"parameters": 3}}}}, {},
        "parameters of get of the path /a is a number, and must be a list of objects",
    ),
    "parameter that is a text": (
        {"paths": {"/a": {"get": {"parameters": ["x"]}}}}, {},
        "parameters of get of the path /a holds other things, and must be a list of objects",
    ),
    "definitions that are a text": ({"definitions": "x"}, {}, "definitions is a text, and must be an object"),
    "shared parameters that are a list": ({"parameters": []}, {}, "parameters is a list, and must be an object"),
    "shared responses that are true": (
        {"responses": True}, {}, "responses is true or false, and must be an object",
    ),
    "policies that are a mapping": (
        {}, {"policyTemplateInstances": {"a": 1}},
        "policyTemplateInstances is an object, and must be a list of objects",
    ),
    "policy that is a text": (
        {}, {"policyTemplateInstances": ["x"]},
        "policyTemplateInstances holds other things, and must be a list of objects",
    ),
    "operations that are a number": (
        {}, {"scriptOperations": 4}, "scriptOperations is a number, and must be a list of texts",
    ),
    "operations that are mappings": (
        {}, {"scriptOperations": [{}]}, "scriptOperations holds other things, and must be a list of texts",
    ),
    "connection parameters that are a list": (
        {}, {"connectionParameters": ["x"]}, "connectionParameters is a list, and must be an object",
    ),
    "connection parameter that is a text": (
        {}, {"connectionParameters": {"x": "y"}}, "the connection parameter x is a text, and must be an object",
    ),
    "connection parameter that is null": (
        {}, {"connectionParameters": {"x": None}}, "the connection parameter x is null, and must be an object",
    ),
}  # fmt: skip
"""By name: what is laid over the definition and the properties, and the findings."""


def folder_of(tmp_path, definition, properties):
    (tmp_path / "apiDefinition.swagger.json").write_text(json.dumps({"swagger": "2.0"} | definition))
    (tmp_path / "apiProperties.json").write_text(json.dumps({"properties": properties}))
    return tmp_path


@pytest.mark.parametrize("name", MISFITS)
def test_misfit(name, tmp_path):
    definition, properties, message = MISFITS[name]
    with pytest.raises(FileError) as fault:
        read_state(folder_of(tmp_path, definition, properties))
    file = tmp_path / ("apiDefinition.swagger.json" if definition else "apiProperties.json")
    assert fault.value.message == f"cannot read {file}: {message}"
    assert [one.span.file for one in fault.value.diagnostics] == [file]


@pytest.mark.parametrize("deep", ["definition", "properties"])
def test_what_is_nested_too_deeply_for_a_spec(deep, tmp_path):
    value = json.loads("[" * 89 + "]" * 89)  # and two objects around it
    definition, properties = ({"x-deep": value}, {}) if deep == "definition" else ({}, {"deep": value})
    folder = folder_of(tmp_path, definition, properties)
    if deep == "definition":  # one object around it: the deepest that a spec can hold
        assert read_state(folder).definition["x-deep"] == value
        folder = folder_of(tmp_path, {"x-deep": [value]}, {})
    with pytest.raises(FileError, match=r"is nested deeper than 90 levels$"):
        read_state(folder)


def test_secrets_are_left_out_and_their_places_kept(tmp_path):
    custom = {"clientSecret": {"value": "hunter2"}, "tenantId": {"value": "common"}}
    settings = {"clientId": "a", "clientSecret": "hunter2", "customParameters": custom, "properties": {"password": "b"}}
    parameters = {
        "password": {"type": "oauthSetting", "oAuthSettings": settings},
        "key": {"type": "securestring", "defaultValue": "hunter2"},
        "name": {"type": "string", "defaultValue": "shown"},
    }
    sets = {"values": [{"name": "key", "parameters": {"key": {"type": "securestring", "defaultValue": "hunter2"}}}]}
    properties = {"connectionParameters": parameters, "connectionParameterSets": sets}
    state = read_state(folder_of(tmp_path, {}, properties))
    assert "hunter2" not in repr(state)
    kept = {"clientId": "a", "customParameters": {"tenantId": {"value": "common"}}, "properties": {}}
    assert state_parts(state)["connection parameter password"] == {"type": "oauthSetting", "oAuthSettings": kept}
    assert state_parts(state)["connection parameter key"] == {"type": "securestring"}
    assert state_parts(state)["connection parameter name"]["defaultValue"] == "shown"
    assert state.secrets == (  # the service holds oAuthSettings/clientSecret of every sign-in
        "/connectionParameters/password/oAuthSettings/customParameters/clientSecret",
        "/connectionParameters/password/oAuthSettings/properties/password",
        "/connectionParameters/key/defaultValue",
        "/connectionParameterSets/values/0/parameters/key/defaultValue",
    )


def test_what_extends_the_paths_is_a_part_as_it_is(tmp_path):
    state = read_state(folder_of(tmp_path, {"paths": {"x-note": "text", "/a": {}}}, {}))
    assert state_parts(state)["path x-note"] == {"": "text"}


def test_what_the_service_leaves_empty_is_no_misfit(tmp_path):
    empty = {"policyTemplateInstances": None, "scriptOperations": None, "connectionParameters": None}
    state = read_state(folder_of(tmp_path, {"paths": {"/a": {"get": {"parameters": None}}}}, empty))
    assert state_parts(state)["operation GET /a"] == {"call": "GET /a", "parameters": {}}


def test_parts_of_one_name_are_numbered():
    paths = {
        "/a": {"get": {"operationId": "A", "parameters": [{"name": "x"}] * 3}},
        "/b": {"get": {"operationId": "A"}},
    }
    policies = [{"title": "P"}, {"title": "P (2)"}, *[{"title": "P", "number": number} for number in range(20_000)]]
    found = state_parts(PlatformState({"paths": paths}, {"policyTemplateInstances": policies}))
    assert [found[name]["call"] for name in ("operation A", "operation A (2)")] == ["GET /a", "GET /b"]
    assert list(found["operation A"]["parameters"]) == ["None x", "None x (2)", "None x (3)"]
    assert found["policy P (20002)"] == {"title": "P", "number": 19_999}  # "P (2)" is taken
    assert len([name for name in found if name.startswith("policy ")]) == len(policies)

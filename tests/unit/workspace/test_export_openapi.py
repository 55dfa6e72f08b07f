"""Connectors as OpenAPI 3.0 documents: both of this repository there and back, and what stays out of a document."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.openapi.round_trip import round_trip

from connectorsmith.errors import FileError
from connectorsmith.model import Connector
from connectorsmith.model.policy import Limit
from connectorsmith.workspace.description_files import described
from connectorsmith.workspace.export_openapi import diagnose_losses, export_connector, text_of
from connectorsmith.workspace.import_openapi import convert_description, diagnose
from connectorsmith.workspace.import_package import connector_of
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import single_target

KEY = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
DEFINITION = {"swagger": "2.0", "info": {"title": "Pets", "version": "1"}, "host": "api.example.com", "paths": {}}


@pytest.mark.parametrize("name", ["oneflow", "workpoint"])
def test_a_connector_of_this_repository_comes_back_the_same(name):
    found = round_trip(open_checked(single_target(name, None)).connector)
    assert (found.faults, found.differences) == ([], [])
    assert found.made.operations > 10


def test_losses_are_placed_in_the_files_of_a_spec():
    opened = open_checked(single_target("oneflow", None))
    losses = diagnose_losses(export_connector(opened.connector), opened, opened.connector)
    places = {(one.rule, one.span.file.name, one.span.line > 1) for one in losses}
    assert {
        ("policy-not-applied", "connector.yaml", True),
        ("connection-parameter-not-sent", "connector.yaml", True),
        ("file-as-binary", "actions.yaml", True),
        ("webhook-as-callback", "triggers.yaml", True),
    } <= places


def test_secrets_code_files_and_limits_are_left_out_and_reported():
    header = {"name": "x-key", "in": "header", "type": "string", "default": KEY}
    operation = {"operationId": "A", "parameters": [header], "responses": {"200": {"description": "OK"}}}
    made = export_connector(
        Connector(
            **of(DEFINITION | {"paths": {"/a": {"get": operation}}}),
            own_script=True,
            assets={"script.csx": b"", "icon.png": b"", "apiDefinition.swagger.json": b"{}"},
            limits=(Limit(name="calls", calls=1, renewal_period=60),),
        )
    )
    assert KEY not in json.dumps(made.document)
    found = [(loss.kind.id, loss.found) for loss in made.losses]
    assert found == [
        ("secret-not-exported", "default"),
        ("script-left-out", "script.csx"),
        ("file-left-out", "icon.png"),
        ("limit-not-applied", "the limit calls"),
    ]


def of(definition):
    """The attributes of the connector of a definition."""
    connector = connector_of("a", {"apiDefinition": definition})
    return {name: getattr(connector, name) for name in ("id", "swagger", "info", "host", "paths")}


def test_a_trigger_keeps_the_operation_that_unsubscribes_it():
    answer = {"responses": {"200": {"description": "OK"}}}
    methods = {"post": {"operationId": "Add"} | answer, "delete": {"operationId": "Remove"} | answer}
    attributes = of(DEFINITION | {"paths": {"/hooks": methods}})
    hooks = attributes["paths"]["/hooks"]
    adding = replace(hooks.operations["post"], unsubscribe="Remove")
    attributes["paths"]["/hooks"] = replace(hooks, operations=hooks.operations | {"post": adding})
    text = text_of(export_connector(Connector(**attributes)).document, ".json")
    conversion, connector = convert_description(described(text.encode(), Path("pets.json"), None), "pets")
    assert [(one.id, one.unsubscribe) for one in connector.operations] == [("Add", "Remove"), ("Remove", None)]
    assert conversion.losses == ()


@pytest.mark.parametrize("odd", [None, 7, ["Remove"], {"Add": 7}])
def test_an_export_with_odd_unsubscribes_is_read(odd):
    made = export_connector(Connector(**of(DEFINITION)))
    made.document["x-connectorsmith"]["unsubscribes"] = odd
    text = text_of(made.document, ".json")
    conversion, _ = convert_description(described(text.encode(), Path("pets.json"), None), "pets")
    assert [loss.kind.id for loss in conversion.losses] == ["wrong-type"] * (odd is not None)


def test_the_codes_of_responses_are_texts_in_yaml_and_nothing_is_an_anchor():
    schema = {"example": "091000019"}  # a number for YAML 1.2, a text for YAML 1.1
    text = text_of({"a": {"200": schema}, "b": schema}, ".yaml")
    assert text == 'a:\n  "200":\n    example: "091000019"\nb:\n  example: "091000019"\n'


def test_a_document_has_a_known_ending():
    with pytest.raises(FileError, match=r"\.xml is neither"):
        text_of({}, ".xml")


@pytest.mark.parametrize("odd", [None, 7, "x", [], [["a"]]])
@pytest.mark.parametrize(
    "keys",
    [
        ("get", "parameters", 0),
        ("get", "x-swagger2-parameters", 0),
        ("get", "requestBody", "content", "multipart/form-data", "schema", "required"),
        ("get", "requestBody", "content", "multipart/form-data", "encoding", "a"),
    ],
)
def test_odd_values_in_an_exported_document_are_read_past(keys, odd):
    form = {"schema": {"properties": {"a": {"type": "string"}}, "required": ["a"]}, "encoding": {"a": {}}}
    query = {"name": "q", "in": "query", "schema": {"type": "string"}}
    get = {"operationId": "ListPets", "parameters": [query], "x-swagger2-parameters": ["query q"]}
    get |= {"requestBody": {"content": {"multipart/form-data": form}}, "responses": {"200": {"description": "OK"}}}
    inner: Any = (item := {"get": get})
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = odd
    document = {"openapi": "3.0.3", "info": {"title": "Pets", "version": "1.0.0"}, "x-connectorsmith": {}}
    document |= {"servers": [{"url": "https://api.example.com"}], "paths": {"/pets": item}}
    conversion, _ = convert_description(described(json.dumps(document).encode(), Path("api.json")), "a")
    names = [one["name"] for one in conversion.definition["paths"]["/pets"]["get"]["parameters"]]
    assert names == (["a"] if keys == ("get", "parameters", 0) else ["q", "a"])


@pytest.mark.parametrize(
    ("mark", "lost"), [({}, []), ({"apiProperties": 7}, ["wrong-type"]), ({"apiProperties": {"a": 1}}, ["wrong-type"])]
)
def test_a_document_without_properties_becomes_a_connector_without_them(mark, lost):
    info = {"title": "Pets", "version": "1.0.0"}
    paths = {"/pets": {"get": {"operationId": "ListPets", "responses": {"200": {"description": "OK"}}}}}
    document = {"openapi": "3.0.3", "info": info, "servers": [{"url": "https://api.example.com"}], "paths": paths}
    found = described(json.dumps(document | {"x-connectorsmith": mark}).encode(), Path("api.json"))
    conversion, connector = convert_description(found, "a")
    assert ([loss.kind.id for loss in conversion.losses], connector.properties) == (lost, None)
    assert {diagnose(loss, found).span is None for loss in conversion.losses} <= {False}

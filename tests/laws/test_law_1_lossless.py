"""Law 1, lossless: package to connector to package, straight and by way of a spec, gives the same JSON values."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.laws.published import DEFINITION, PROPERTIES, needs_corpus, published
from tests.strategies import Package, imported, packages, parameters, responses, schemas

from connectorsmith.diagnostics import DEFINITION as AT
from connectorsmith.diagnostics import SPEC
from connectorsmith.emitters import definition, properties, swagger
from connectorsmith.importers import swagger as importer
from connectorsmith.language.order import ordered
from connectorsmith.language.parameters import read_parameter, write_parameter
from connectorsmith.language.read import read_connector
from connectorsmith.language.responses import read_response, write_response
from connectorsmith.language.schema import check_language
from connectorsmith.language.schemas import read_schema, write_schema
from connectorsmith.language.write import write_connector
from connectorsmith.model import Connector, same
from connectorsmith.source.yaml.read import read_yaml
from connectorsmith.source.yaml.write import write_yaml

PUBLISHED = published()
every_connector = pytest.mark.parametrize("files", PUBLISHED.values(), ids=PUBLISHED)


def rendered(connector: Connector) -> Package:
    """What the two JSON files of a connector hold."""
    files = [json.loads(file.content) for emit in (definition.emit, properties.emit) for file in emit(connector)]
    return files[0], files[1] if len(files) > 1 else None


def through_spec(connector: Connector) -> Connector:
    """The connector that the spec written for a connector represents; the spec is without fault."""
    form = ordered(write_connector(connector))
    document, faults = read_yaml(write_yaml(form), Path("spec.yaml"))
    assert faults == []
    assert same(document.value, form)
    assert check_language(document.value) == []
    found, faults = read_connector(connector.id, document.value, connector.assets)
    assert faults == []
    return found


def of(files: dict[str, Any]) -> Package:
    return files[DEFINITION], files.get(PROPERTIES)


class TestPublished:
    pytestmark = needs_corpus

    def test_there_are_enough(self):
        assert len(PUBLISHED) > 100

    @every_connector
    def test_straight(self, files):
        connector = imported(of(files))
        assert same([*rendered(connector)], [*of(files)])
        assert imported(rendered(connector)) == connector

    @every_connector
    def test_through_a_spec(self, files):
        assert same([*rendered(through_spec(imported(of(files))))], [*of(files)])


class TestGenerated:
    @given(packages)
    def test_straight(self, package):
        connector = imported(package)
        assert same([*rendered(connector)], [*package])
        assert imported(rendered(connector)) == connector

    @given(packages)
    def test_through_a_spec(self, package):
        assert same([*rendered(through_spec(imported(package)))], [*package])

    @given(schemas)
    def test_schema(self, value):
        form = write_schema(importer.schema(value, AT, partial=False))
        assert same(swagger.schema(read_schema(form, SPEC)), value)

    @given(parameters)
    def test_parameter(self, value):
        form = write_parameter(importer.parameter(value, AT, partial=False))
        assert same(swagger.parameter(read_parameter(form, SPEC)), value)

    @given(responses)
    def test_response(self, value):
        form = write_response(importer.response(value, AT, partial=False), "200")
        assert same(swagger.response(read_response(form, "200", SPEC)), value)


# What the generated packages found, at its smallest.
FOUND: dict[str, Package] = {
    "parameters without paths": ({"parameters": {}}, None),
    "paths that are null": ({"paths": None}, None),
    "another version of Swagger": ({"swagger": "1.2"}, None),
    "shared parameter without a name": ({"parameters": {"id": {}}}, None),
    "body without a name": ({"parameters": {"id": {"in": "body"}}}, None),
    "parameters without a name that are alike": (
        {"paths": {path: {"get": {"parameters": [{"in": "query", "type": "string", "x-ms-summary": "How many orders"}]}}
                   for path in ("/a", "/b")}}, None),
    "url encoding of the wrong kind": ({"parameters": {"id": {"name": "id", "x-ms-url-encoding": {}}}}, None),
    "collection format on a schema": ({"definitions": {"A": {"collectionFormat": "csv"}}}, None),
    "security that is not a list of scopes": ({"security": [{"key": None}], "securityDefinitions": {"key": []}}, None),
    "unknown key of a tag": ({"tags": [{"id": 1}]}, None),
    "unknown key of the contact": ({"info": {"contact": {"phone": "1"}}}, None),
    "unknown key of a page": ({"paths": {"/a": {"get": {"x-ms-pageable": {"itemName": "value"}}}}}, None),
    "dropdown whose path is not a text": ({"definitions": {"A": {"x-ms-dynamic-values": {"value-path": 1}}}}, None),
    "response under a word": ({"paths": {"/a": {"get": {"responses": {"errors": {"description": "A"}}}}}}, None),
    "extension among responses": ({"paths": {"/a": {"get": {"responses": {"200": {}, "x-a": 1}}}}}, None),
    "extension among paths": ({"paths": {"/a": {"get": {}}, "x-a": 1}}, None),
    "sign-in setting without its envelope": (
        {}, {"properties": {"connectionParameters": {"token": {"oAuthSettings": {"customParameters": {"a": "b"}}}}}}),
    "scopes as null": ({}, {"properties": {"connectionParameters": {"token": {"oAuthSettings": {"scopes": None}}}}}),
    "choice without a value": (
        {}, {"properties": {"connectionParameters": {
            "a": {"uiDefinition": {"constraints": {"allowedValues": [{}]}}}}}}),
    "policy parameter that is a list": (
        {}, {"properties": {"policyTemplateInstances": [
            {"templateId": "a", "parameters": {"x-ms-apimTemplateParameter.b": [1]}}]}}),
    "policy parameters as a list": (
        {}, {"properties": {"policyTemplateInstances": [{"templateId": "a", "parameters": [1]}]}}),
}  # fmt: skip  # a case is a definition and its properties


@pytest.mark.parametrize("package", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize("way", [lambda connector: connector, through_spec], ids=["straight", "spec"])
def test_found(package: Package, way: Callable[[Connector], Connector]):
    assert same([*rendered(way(imported(package)))], [*package])

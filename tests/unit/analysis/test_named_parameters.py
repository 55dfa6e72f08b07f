"""The parameters of an operation by name, and which of them have values inside."""

from __future__ import annotations

from connectorsmith.analysis.named_parameters import named_parameters
from connectorsmith.importers.swagger import definition
from connectorsmith.model import Connector

TEXT = {"type": "string"}
OBJECT = {"type": "object", "properties": {"id": TEXT}}


def of(*parameters):
    operation = {"operationId": "A", "parameters": [*parameters], "responses": {}}
    connector = Connector("x", **definition({"swagger": "2.0", "paths": {"/a": {"post": operation}}}))
    return named_parameters(connector, connector.operations[0])


def test_the_first_of_a_name_is_found():
    first, second = {"name": "id", "in": "query", **TEXT}, {"name": "id", "in": "header", **TEXT}
    assert of(first, second).by_name["id"].location == "query"


def test_only_values_with_others_inside_have_parts():
    lists = {"name": "lists", "in": "query", "type": "array", "items": {"type": "array", "items": TEXT}}
    rows = {"name": "rows", "in": "body", "schema": {"type": "array", "items": OBJECT}}
    assert [one.name for one in of({"name": "id", "in": "query", **TEXT}, lists, rows).with_parts] == ["rows"]


def test_a_reference_that_leads_nowhere_may_be_any_parameter():
    assert of({"$ref": "#/parameters/none"}).incomplete
    assert not of({"name": "id", "in": "query", **TEXT}).incomplete

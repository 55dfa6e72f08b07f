"""What constructs of a connector become in OpenAPI 3.0, and what they are again after import: tests/cases/openapi3/."""

import copy
import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator
from tests.unit.importers.openapi3.test_cases import as_json, at
from tests.yaml_files import yaml_value

from connectorsmith.exporters.openapi3.document import export
from connectorsmith.exporters.openapi3.losses import export_kinds
from connectorsmith.importers.exported.document import restore
from connectorsmith.model import same

CASES = Path(__file__).parents[3] / "cases" / "openapi3"
INFO = {"title": "Pets", "version": "1.0.0"}
OPERATION = {"operationId": "ListPets", "produces": ["application/json"], "responses": {"200": {"description": "OK"}}}
BASE = {"swagger": "2.0", "info": INFO, "host": "api.example.com", "paths": {"/pets": {"get": OPERATION}}}
BESIDE = {"secret-not-exported", "script-left-out", "file-left-out", "limit-not-applied"}
"""Losses of what lies beside the definition, which test_export_openapi.py has."""


def table(name):
    """The rows of a table; YAML reads the codes of responses as numbers, and JSON has texts."""
    return as_json(yaml_value(CASES / f"export-{name}.yaml"))


def rows(name):
    found = table(name)
    return pytest.mark.parametrize("case", found.values(), ids=found.keys())


def of_schema(case):
    responses = {"200": {"description": "OK", "schema": case["given"]}}
    definition = BASE | {"paths": {"/pets": {"get": OPERATION | {"responses": responses}}}}
    return definition | ({"definitions": case["definitions"]} if "definitions" in case else {})


def of_parameters(case):
    path = "/pets/{id}" if case.get("id") else "/pets"
    operation = OPERATION | {"parameters": case["given"]}
    operation |= {"consumes": case["consumes"]} if "consumes" in case else {}
    shared = {"parameters": case["shared"]} if "shared" in case else {}
    return BASE | {"consumes": ["application/json"], "paths": {path: {"post": operation}}} | shared


def of_document(case):
    return BASE | case.get("given", {})


MAKERS = {"schemas": of_schema, "parameters": of_parameters, "documents": of_document}
ALL = [(name, row, case) for name in MAKERS for row, case in table(name).items()]


def checked(definition, properties=None):
    """An export that is valid, whose import gives what it was made of, and that leaves that alone."""
    before = copy.deepcopy(definition)
    made = export(definition, properties)
    document = json.loads(json.dumps(made.document))
    assert [error.message for error in OpenAPIV30SpecValidator(document).iter_errors()] == []
    again = restore({"": document})
    assert again.losses == ()
    assert same([again.definition, again.properties], [before, properties or {}])
    assert definition == before
    return made


def ids(made):
    return sorted(loss.kind.id for loss in made.losses)


@rows("schemas")
def test_schema(case):
    made = checked(of_schema(case))
    content = made.document["paths"]["/pets"]["get"]["responses"]["200"]["content"]
    assert (content["application/json"]["schema"], ids(made)) == (case["made"], sorted(case.get("losses", [])))
    if "components" in case:
        assert made.document["components"]["schemas"] == case["components"]


@rows("parameters")
def test_parameters(case):
    made = checked(of_parameters(case))
    ((_, item),) = made.document["paths"].items()
    kept = item["post"].keys() - {"operationId", "responses", "x-swagger2"}
    assert {key: item["post"][key] for key in kept} == case["made"]
    assert ids(made) == sorted(case.get("losses", []))


@rows("documents")
def test_document(case):
    properties = {"properties": case["properties"]} if "properties" in case else None
    made = checked(of_document(case), properties)
    assert (ids(made), made.left_out) == (sorted(case.get("losses", [])), case.get("left_out", 0))
    assert {place: at(made.document, place) for place in case["looked"]} == case["looked"]


def test_every_kind_of_loss_is_met_by_a_case():
    met = {loss for _, _, case in ALL for loss in case.get("losses", [])}
    assert set(export_kinds()) - met == BESIDE

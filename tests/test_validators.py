"""What judges of other makers say about the generated packages, those in connectors/ and freshly rendered ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import swagger_spec_validator.validator20
from openapi_spec_validator import OpenAPIV2SpecValidator

from connectorsmith import load, render
from connectorsmith.language.properties_schema import properties_schema
from connectorsmith.workspace.layout import Workspace

ROOT = Path(__file__).parents[1]
NAMES = Workspace(ROOT).names()
OFFICIAL = ("openapi_spec_validator", "resources/schemas/v2.0/schema.json")
COPY = ("swagger_spec_validator", "schemas/v2.0/schema.json")


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module", params=["connectors", "rendered"])
def package(request, name) -> Mapping[str, Any]:
    """The two JSON files of a connector, from disk or as they would be written now."""
    if request.param == "rendered":
        found = render(load(name, ROOT))
    else:
        found = {path.name: path.read_bytes() for path in (ROOT / "connectors" / name).glob("*.json")}
    return {file: json.loads(content) for file, content in found.items() if file.startswith("api")}


@pytest.fixture(scope="module")
def definition(package):
    return package["apiDefinition.swagger.json"]


def test_both_connectors_are_judged():
    assert {"oneflow", "workpoint"} <= {*NAMES}


def test_openapi_spec_validator(definition):
    assert [*OpenAPIV2SpecValidator(definition).iter_errors()] == []


def test_swagger_spec_validator(definition):
    swagger_spec_validator.validator20.validate_spec(definition)


@pytest.mark.parametrize("schema", [OFFICIAL, COPY], ids=[OFFICIAL[0], COPY[0]])
def test_official_schema(definition, schema):
    package, path = schema
    official = json.loads(files(package).joinpath(path).read_text("utf-8"))
    assert official["title"] == "A JSON Schema for Swagger 2.0 API."
    assert [fault.message for fault in jsonschema.Draft4Validator(official).iter_errors(definition)] == []


def test_properties_schema(package):
    validator = jsonschema.Draft202012Validator(properties_schema())
    assert [fault.message for fault in validator.iter_errors(package["apiProperties.json"])] == []


def breaking(definition: dict[str, Any]) -> dict[str, Any]:
    """The definition with a fault that each judge must see, so that a judge that sees nothing is noticed."""
    return {**definition, "paths": {**definition["paths"], "/broken": {"get": {"operationId": "Broken"}}}}


def test_the_judges_are_awake(definition):
    broken = breaking(definition)
    official = json.loads(files(OFFICIAL[0]).joinpath(OFFICIAL[1]).read_text("utf-8"))
    assert [*OpenAPIV2SpecValidator(broken).iter_errors()] != []
    assert not jsonschema.Draft4Validator(official).is_valid(broken)
    with pytest.raises(swagger_spec_validator.common.SwaggerValidationError):
        swagger_spec_validator.validator20.validate_spec(broken)

"""What foreign files are, by their content: tests/cases/openapi3/recognised.yaml."""

from pathlib import Path

import pytest
import yaml

from connectorsmith.workspace.import_openapi import described, find_description
from connectorsmith.workspace.recognise import OPENAPI, SWAGGER, recognise

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "openapi3" / "recognised.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_other_files_are_named(case):
    found = described(case["text"].encode(), Path("a"))
    messages = [one.message for one in found.diagnostics]
    assert messages or recognise(found.value).kind not in (OPENAPI, SWAGGER)
    assert (messages or [f"this is {recognise(found.value).name}"]) == [f"this is {case['name']}"]


def test_a_package_is_left_to_its_own_reader(tmp_path):
    definition = tmp_path / "apiDefinition.swagger.json"
    definition.write_text('{"swagger": "2.0", "info": {"description": "was \\"openapi\\" before"}}')
    assert find_description(definition) is None
    assert find_description(tmp_path) is None


def test_several_files_are_read_with_those_they_lead_to(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "api.yaml").write_text("openapi: 3.0.0\na: {$ref: 'parts/b.yaml#/x'}\nb: {$ref: '../out.yaml'}\n")
    (tmp_path / "parts" / "b.yaml").write_text("x: {$ref: 'c.yaml'}\n")
    (tmp_path / "parts" / "c.yaml").write_text("y: 1\n")
    (tmp_path.parent / "out.yaml").write_text("z: 1\n")
    found = described((tmp_path / "api.yaml").read_bytes(), tmp_path / "api.yaml")
    assert sorted(found.documents) == ["", "parts/b.yaml", "parts/c.yaml"]

"""What foreign files are, by their content: tests/cases/openapi3/recognised.yaml."""

from contextlib import suppress
from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.workspace.description_files import described
from connectorsmith.workspace.find_description import find_description
from connectorsmith.workspace.import_openapi import read_definition
from connectorsmith.workspace.recognise import OPENAPI, SWAGGER, cure, recognise

CASES = yaml_value(Path(__file__).parents[2] / "cases" / "openapi3" / "recognised.yaml")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_other_files_are_named(case):
    found = described(case["text"].encode(), Path("a"))
    messages = [one.message for one in found.diagnostics]
    assert messages or recognise(found.value).kind not in (OPENAPI, SWAGGER)
    assert (messages or [f"this is {recognise(found.value).name}"]) == [f"this is {case['name']}"]
    assert "cure" not in case or cure(found.value) == case["cure"]


def test_a_package_is_left_to_its_own_reader(tmp_path):
    definition = tmp_path / "apiDefinition.swagger.json"
    definition.write_text('{"swagger": "2.0", "info": {"description": "was \\"openapi\\" before"}}')
    assert find_description(definition) is None
    assert find_description(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ('{"openapi": "3.1.0", "paths": {"/a": {"swagger": {}}}}', True),
        ('{"swaggerVersion": "1.2", "apis": []}', True),
        ('{"name": "A", "values": [], "_postman_variable_scope": "environment"}', True),
        ('{"swagger": "2.0", "tags": [{"name": "openapi"}]}', False),
        ('{"info": {"title": "A"}}', False),
        ('{"name": "a", "version": "1.0.0"}', True),
        ("{}", True),
        ("type Query { a: Int }", True),
        ("\ufeff#%RAML 1.0", True),
        ("title: A", False),
        ('{"swagger": "2.0", "log": ', False),
        ('{"swagger": 2.0}', True),
        ('{"swagger": "2.0", "paths": {"/a": {"$ref": "a.json"}}}', True),
    ],
)
def test_the_keys_at_the_top_tell_a_description_from_a_definition(tmp_path, text, converted):
    file = tmp_path / "a.json"
    file.write_text(text, "utf-8")
    assert find_description(file) == (file if converted else None)


@pytest.mark.parametrize("reference", ["a%00b", "a" * 5000, "loop.yaml", "folder", "%2e%2e/api.yaml"])
def test_references_to_what_cannot_be_a_file_are_left_to_the_conversion(tmp_path, reference):
    (tmp_path / "folder").mkdir()
    with suppress(OSError, NotImplementedError):  # Windows needs a privilege for links
        (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    found = described(f"openapi: 3.0.0\na: {{$ref: '{reference}'}}\n".encode(), tmp_path / "api.yaml")
    assert (sorted(found.documents), found.diagnostics) == ([""], ())


@pytest.mark.parametrize(
    ("name", "rule"), [("stdin", "json-syntax"), ("a.json", "json-syntax"), ("a.yaml", "yaml-syntax")]
)
def test_broken_json_is_told_as_json_unless_the_file_is_named_as_yaml(name, rule):
    faults = described(b'{"openapi" "3.0.0"}', Path(name)).diagnostics
    assert {one.rule for one in faults} == {rule}


@pytest.mark.parametrize("version", ["2.0", "2"])
@pytest.mark.parametrize("text", ["swagger: %s\ninfo: {title: A, version: '1'}\npaths: {}\n", '{"swagger": %s}'])
def test_an_unquoted_version_of_swagger_is_a_text(version, text):
    description = described((text % version).encode(), Path("a.yaml"))
    assert read_definition(description, "a")[0].swagger == "2.0"


def test_several_files_are_read_with_those_they_lead_to(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "api.yaml").write_text("openapi: 3.0.0\na: {$ref: 'parts/b.yaml#/x'}\nb: {$ref: '../out.yaml'}\n")
    (tmp_path / "parts" / "b.yaml").write_text("x: {$ref: 'c.yaml'}\n")
    (tmp_path / "parts" / "c.yaml").write_text("y: 1\n")
    (tmp_path.parent / "out.yaml").write_text("z: 1\n")
    found = described((tmp_path / "api.yaml").read_bytes(), tmp_path / "api.yaml")
    assert sorted(found.documents) == ["", "parts/b.yaml", "parts/c.yaml"]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"a.json": '{"info": {"_postman_id": "1"}, "item": []}', "b.yaml": "c: 1"}, "a.json"),
        ({"a.yaml": "swagger: '2.0'", "b.yaml": "c: 1"}, "a.yaml"),
        ({"a.json": '{"info": {}, "openapi": "3.0.0"}', "b.yaml": "$ref: openapi.yaml"}, "a.json"),
        ({"a.yaml": "asyncapi: 3.0.0", "readme.md": "# A"}, "a.yaml"),
        ({"a.har": '{"log": {"entries": []}}'}, "a.har"),
        ({"a.graphql": "type Query { a: Int }"}, "a.graphql"),
        ({"a.yaml": "b: 1"}, None),
        ({"a.har": '{"log": {"entries": []}}', "b.yaml": "openapi: 3.0.0"}, "b.yaml"),
    ],
)
def test_the_description_of_a_folder_is_found_by_its_content(tmp_path, files, found):
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert find_description(tmp_path) == (found and tmp_path / found)

"""Paths with dots, folders that are not there, and names that are unknown."""

from __future__ import annotations

import json

import pytest

from connectorsmith.analysis.definition_path import locate
from connectorsmith.errors import FileError, UnknownNameError
from connectorsmith.importers.swagger import definition
from connectorsmith.model import Connector
from connectorsmith.workspace import recovery
from connectorsmith.workspace.import_record import read_imported
from connectorsmith.workspace.layout import Workspace, absolute
from connectorsmith.workspace.new_connector import plan_connector
from connectorsmith.workspace.new_text import template_text
from connectorsmith.workspace.own_templates import own_templates
from connectorsmith.workspace.packages import find_packages


def test_dots_in_a_path_are_taken_behind_the_link_that_they_follow(tmp_path):
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real" / "inner", target_is_directory=True)
    home = tmp_path.resolve()
    assert absolute(home / "link" / ".." / "a.yaml") == home / "real" / "a.yaml"
    assert absolute(home / "link" / "a.yaml") == home / "link" / "a.yaml"


def test_path_at_which_there_is_no_package(tmp_path):
    with pytest.raises(FileError, match="there is no file or folder"):
        list(find_packages(tmp_path / "gone"))


def test_templates_that_are_unknown(tmp_path):
    with pytest.raises(UnknownNameError):
        plan_connector(Workspace(tmp_path), "shop", "nothing")
    with pytest.raises(UnknownNameError):
        template_text("connectors", "nothing")


def test_state_of_what_is_not_a_file(tmp_path):
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "folder").mkdir()
    assert recovery.now(tmp_path / "circle") == recovery.now(tmp_path / "folder") == "neither"
    assert recovery.now(tmp_path / "gone") is None
    assert recovery.now(tmp_path / ("a" * 300)) is None


def test_record_of_an_import_that_is_not_json(tmp_path):
    file = tmp_path / "imported.json"
    file.write_text("{", "utf-8")
    with pytest.raises(FileError, match="is not JSON"):
        read_imported(file, {"digest": "0"})


def test_own_template_that_is_not_text(tmp_path):
    folder = tmp_path / "policies"
    folder.mkdir()
    (tmp_path / "specs").mkdir()
    (folder / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    found, faults = own_templates(folder)
    assert (len(found), [fault.span.file for fault in faults]) == (0, [folder / "odd.yaml"])


DEFINITION = {
    "parameters": {"limit": {"name": "limit", "in": "query", "type": "array", "items": {"type": "integer"}}},
    "responses": {"Done": {"description": "Done.", "schema": {"type": "object", "properties": {"id": {}}}}},
    "definitions": {"Order": {"allOf": [{"type": "object", "properties": {"id": {"type": "string"}}}]}},
    "paths": {"/a": {"get": {"operationId": "Get", "responses": {}, "parameters": [{"$ref": "#/parameters/limit"}]}}},
}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("parameters/limit/name", "/parameters/limit/name"),
        ("parameters/limit/items/type", "/parameters/limit/items/type"),
        ("responses/Done/schema/properties/id", "/responses/Done/schema/properties/id"),
        ("definitions/Order/allOf/0/properties/id", "/definitions/Order/allOf/0/properties/id"),
        ("definitions/Order/allOf/first", "/definitions/Order/allOf/first"),
        ("parameters/gone", None),
    ],
)
def test_place_of_a_path_in_a_definition(path, place):
    connector = Connector("shop", **definition(json.loads(json.dumps(DEFINITION))))
    found = locate(connector, tuple(path.split("/")))
    assert (None if found is None else str(found)) == place

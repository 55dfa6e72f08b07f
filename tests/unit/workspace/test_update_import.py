"""A new version of an API over an edited spec: tests/cases/openapi3/updates.yaml, and the laws of the merge."""

from __future__ import annotations

import copy
import difflib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.yaml_files import yaml_value

from connectorsmith.errors import FileError
from connectorsmith.language.merge_packages import merge_packages
from connectorsmith.model.values import same
from connectorsmith.workspace.description_files import described
from connectorsmith.workspace.import_openapi import convert_description
from connectorsmith.workspace.import_package import package_values
from connectorsmith.workspace.import_record import SOURCE, imported, read_imported
from connectorsmith.workspace.layout import RECORD, Workspace, folder_files
from connectorsmith.workspace.open import open_checked
from connectorsmith.workspace.targets import beside, spec_target
from connectorsmith.workspace.update_import import plan_update
from connectorsmith.workspace.write_files import apply
from connectorsmith.workspace.write_spec import plan_spec

CASES = Path(__file__).parents[2] / "cases" / "openapi3" / "updates.yaml"
PET = {"$ref": "#/components/schemas/Pet"}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
LISTED = {"200": {"description": "A.", "content": {"application/json": {"schema": {"type": "array", "items": PET}}}}}
API = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1", "description": "Sells pets to people."},
    "servers": [{"url": "https://api.example.com"}],
    "paths": {
        "/pets": {
            "get": {
                "operationId": "ListPets",
                "summary": "List pets",
                "parameters": [
                    {"name": "weight", "in": "query", "schema": {"type": "integer"}},
                    {"name": "color", "in": "query", "schema": {"type": "string"}},
                ],
                "responses": LISTED,
            },
            "post": {
                "operationId": "AddPet",
                "summary": "Add a pet",
                "requestBody": {"content": {"application/json": {"schema": PET}}},
                "responses": {"201": {"description": "A."}},
            },
        },
        "/pets/{id}": {
            "get": {
                "operationId": "GetPet",
                "summary": "Get a pet",
                "parameters": [ID],
                "responses": {"200": {"description": "A.", "content": {"application/json": {"schema": PET}}}},
            },
            "delete": {
                "operationId": "DeletePet",
                "summary": "Delete a pet",
                "parameters": [ID],
                "responses": {"204": {"description": "A."}},
            },
        },
    },
    "components": {
        "schemas": {
            "Pet": {
                "type": "object",
                "properties": {"id": {"type": "string"}, "name": {"type": "string", "description": "The name."}},
            }
        }
    },
}


def with_changes(changes):
    """The API with other values at JSON pointers."""
    whole = copy.deepcopy(API)
    for pointer, value in changes.items():
        *keys, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
        inner = whole
        for key in keys:
            inner = inner[int(key)] if isinstance(inner, list) else inner[key]
        if value == "absent":
            del inner[last]
        elif isinstance(inner, list):
            inner[int(last) : int(last) + 1] = [value]
        else:
            inner[last] = value
    return whole


def converted(document):
    description = described(json.dumps(document).encode(), Path("api.json"))
    conversion, connector = convert_description(description, "pets")
    return connector, imported(connector, description.documents, {}, conversion.notes)


def write(document, out):
    connector, record = converted(document)
    apply(plan_spec(connector, out, None, force=True, record=record))
    return out / "pets"


def update(folder, document):
    """Update the spec of a folder; returns what was planned."""
    connector, record = converted(document)
    lone = folder.with_suffix(".yaml")
    opened = open_checked(spec_target("pets", (lone,) if lone.is_file() else folder_files(folder)))
    assert opened.connector is not None, [one.message for one in opened.diagnostics]
    base = read_imported(beside(opened.target, RECORD), opened.spec.value[SOURCE])
    planned = plan_update(opened, base, connector, record)
    apply(plan_spec(connector, folder.parent, None, force=True, record=record) if planned.fresh else planned.files)
    return planned


def lines(text):
    return [line for line in text.splitlines() if not line.startswith("source:")]


@pytest.mark.parametrize(
    ("name", "case"),
    yaml_value(CASES).items(),
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_update(name, case, tmp_path):
    folder = write(API, tmp_path)
    file = folder / "connector.yaml"
    text = file.read_text("utf-8")
    for before, after in case.get("edit", ()):
        assert before in text, before
        text = text.replace(before, after, 1)
    file.write_text(text, "utf-8")
    document = json.loads(json.dumps(with_changes(case.get("new", {}))))
    planned = update(folder, document)
    found = [one for one in difflib.ndiff(lines(text), lines(file.read_text("utf-8"))) if one[0] in "+-"]
    assert sorted(line[0] + line[2:] for line in found) == sorted(case.get("spec", []))
    reported = [f"{one.rule} {one.span.line}: {one.message}" for _, one in planned.reported]
    assert reported == case.get("report", [])
    assert open_checked(spec_target("pets", folder_files(folder))).connector is not None
    before = {path: path.read_bytes() for path in folder.iterdir()}
    again = update(folder, document)  # a second time, there is nothing to do
    assert ({path: path.read_bytes() for path in folder.iterdir()}, again.reported) == (before, ())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"/paths/~1pets~1{id}/delete": "absent", "/info/description": "Sells dogs to people."},
        {"/paths/~1dogs": {"get": {"operationId": "ListDogs", "responses": {"200": {"description": "A."}}}}},
        {"/webhooks": {"added": {"post": {"summary": "A pet is added"}}}},
    ],
)
def test_update_of_an_untouched_spec_is_a_new_import(changes, tmp_path):
    folder = write(API, tmp_path / "old")
    update(folder, with_changes(changes))
    fresh = write(with_changes(changes), tmp_path / "new")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
        file.name: file.read_bytes() for file in fresh.iterdir()
    }


def test_a_spec_without_its_record_is_refused(tmp_path):
    folder = write(API, tmp_path)
    with pytest.raises(FileError, match="belongs to another description"):
        read_imported(folder / RECORD, {"digest": "sha256:0"})
    (folder / RECORD).unlink()
    with pytest.raises(FileError, match="does not say what it was imported from"):
        update(folder, API)


@pytest.mark.parametrize(
    "package",
    [
        {},
        {"apiDefinition": [], "apiProperties": {"properties": {}}},
        {"apiDefinition": {"paths": []}, "apiProperties": {"properties": {}}},
        {"apiDefinition": {"definitions": 1}, "apiProperties": {"properties": {}}},
        {"apiDefinition": {}, "apiProperties": {"properties": None}},
    ],
    ids=json.dumps,
)
def test_a_record_without_a_package_is_refused(package, tmp_path):
    (tmp_path / RECORD).write_text(json.dumps({"digest": "sha256:0"} | package))
    with pytest.raises(FileError, match="is not the record of an import"):
        read_imported(tmp_path / RECORD, {"digest": "sha256:0"})


def test_a_record_that_is_nested_too_deep_is_refused(tmp_path):
    (tmp_path / RECORD).write_text("[" * 91 + "]" * 91)
    with pytest.raises(FileError, match="is nested deeper than 90 levels"):
        read_imported(tmp_path / RECORD, {"digest": "sha256:0"})


def test_ids_of_a_record_that_are_not_texts_name_no_operation(tmp_path):
    folder = write(API, tmp_path)
    value = json.loads((folder / RECORD).read_bytes())
    value["apiDefinition"]["paths"]["/dogs"] = {"get": {"operationId": ["ListPets"]}}
    (folder / RECORD).write_text(json.dumps(value))
    assert update(folder, API).removed == ()


def test_a_spec_of_one_file_is_updated_in_that_file(tmp_path):
    folder = write(API, tmp_path / "specs")
    lone = folder.with_suffix(".yaml")
    text = (folder / "connector.yaml").read_text("utf-8").replace("Sells pets to people.", "Sells all pets.")
    lone.write_text(text, "utf-8")
    (folder / "connector.yaml").unlink()
    planned = update(folder, with_changes({"/paths/~1pets/get/summary": "List all pets"}))
    assert (planned.changed, planned.reported) == (("ListPets",), ())
    found = lone.read_text("utf-8")
    assert "Sells all pets." in found
    assert "List all pets" in found
    assert [file.name for file in folder.iterdir()] == [RECORD]
    assert Workspace(tmp_path).spec_files("pets") == [lone]


def test_a_variable_of_a_path_that_the_api_renames_goes_also_if_the_author_has_edited_it():
    def package(variable, summary):
        parameter = {"name": variable, "in": "path", "required": True, "type": "string", "x-ms-summary": summary}
        get = {"operationId": "GetPet", "parameters": [parameter], "responses": {}}
        return {"apiDefinition": {"paths": {f"/pets/{{{variable}}}": {"get": get}}}}

    merged = merge_packages(package("id", "ID"), package("id", "Number"), package("petId", "Pet ID"))
    (operation,) = merged.values["apiDefinition"]["paths"]["/pets/{petId}"].values()
    assert [one["name"] for one in operation["parameters"]] == ["petId"]
    assert [(clash.keys[-1], clash.gone) for clash in merged.clashes] == [("path id", True)]


NAMES = st.sampled_from(["Ann", "Bob", "Cid", "Dan"])
PLACES = [
    "/info/description",
    "/paths/~1pets/get/summary",
    "/paths/~1pets/get/description",
    "/paths/~1pets/get/parameters/0",
    "/paths/~1pets/post",
    "/paths/~1pets~1{id}/delete/summary",
    "/components/schemas/Pet/properties/name",
    "/components/schemas/Pet/properties/age",
    "/paths/~1dogs",
]
OPERATION = {"operationId": "ListDogs", "summary": "List dogs", "responses": {"200": {"description": "A."}}}


def value_at(place, name):
    if place.endswith(("summary", "description")):
        return f"Pets of {name}, who sells them"
    if place.endswith("parameters/0"):
        return {"name": "weight", "in": "query", "description": f"Of {name}.", "schema": {"type": "integer"}}
    if "properties" in place:
        return {"type": "string", "description": f"Of {name}."}
    return (
        OPERATION | {"operationId": "AddPet", "summary": name}
        if place.endswith("post")
        else {"get": OPERATION | {"summary": name}}
    )


EDITS = st.dictionaries(st.sampled_from(PLACES), NAMES, max_size=4)


WRITTEN = {f"/paths/{path}/description": "Of the shop" for path in ("~1pets/get", "~1pets~1{id}/delete")}
"""Descriptions, so that none is made of a summary."""


def values(edits):
    changes = WRITTEN | {place: value_at(place, name) for place, name in edits.items()}
    return package_values(converted(with_changes(changes))[0])


@settings(max_examples=60, deadline=None)
@given(author=EDITS, api=EDITS)
def test_laws_of_the_merge(author, api):
    base, ours, theirs = values({}), values(author), values(api)
    assert same(merge_packages(base, ours, base).values, ours)  # an API that stays changes nothing
    assert same(merge_packages(base, base, theirs).values, theirs)  # without edits it is a new import
    merged = merge_packages(base, ours, theirs)
    assert same(merge_packages(theirs, merged.values, theirs).values, merged.values)  # a second time, too
    apart = {place: name for place, name in author.items() if place not in api}
    both = values({**api, **author})
    clashing = any(author[place] != api[place] for place in author.keys() & api.keys())
    assert bool(merged.clashes) == clashing
    if apart == author:  # edits in different places all survive
        assert same(merged.values, both)

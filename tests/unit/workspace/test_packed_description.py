"""API descriptions in archives: found by their content, with their references, and shown at their places there."""

import json
import zipfile

import pytest

from connectorsmith.errors import ContentError
from connectorsmith.workspace.import_openapi import convert_description
from connectorsmith.workspace.packed_description import read_packed_description
from connectorsmith.workspace.reading import Reading

PET = "type: object\nproperties:\n  name: {type: string}\n"
API = """openapi: 3.1.0
info: {title: Pets, version: "1", description: Sells pets.}
servers: [{url: "https://api.example.com"}]
paths:
  /pets:
    get:
      operationId: GetPet
      summary: Get a pet
      responses:
        "200": {description: A pet., content: {application/json: {schema: {$ref: "schemas/pet.yaml"}}}}
"""


def packed(folder, **files):
    path = folder / "api.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_description_with_its_files(tmp_path):
    path = packed(
        tmp_path, **{"api-main/openapi.yaml": API, "api-main/schemas/pet.yaml": PET, "api-main/LICENSE": "MIT"}
    )
    found = read_packed_description(path, Reading())
    assert [document.file for document in found.documents.values()] == [
        path / "api-main/openapi.yaml",
        path / "api-main/schemas/pet.yaml",
    ]
    conversion, _ = convert_description(found, "pets")
    assert conversion.definition["definitions"]["pet"]["properties"]["name"]["type"] == "string"
    assert conversion.losses == ()


def test_reference_back_to_the_description(tmp_path):
    shared = "components: {schemas: {Owner: {type: object, properties: {name: {type: string}}}}}\n"
    pet = 'type: object\nproperties:\n  owner: {$ref: "../openapi.yaml#/components/schemas/Owner"}\n'
    found = read_packed_description(
        packed(tmp_path, **{"openapi.yaml": API + shared, "schemas/pet.yaml": pet}), Reading()
    )
    assert list(found.documents) == ["", "schemas/pet.yaml"]
    conversion, _ = convert_description(found, "pets")
    assert sorted(conversion.definition["definitions"]) == ["Owner", "pet"]
    assert conversion.losses == ()


def test_references_around_the_folder_of_the_description(tmp_path):
    api = API.replace("schemas/pet.yaml", "../shared/pet.yaml") + "  /out: {$ref: ../../out.yaml}\n"
    found = read_packed_description(packed(tmp_path, **{"api/openapi.yaml": api, "shared/pet.yaml": PET}), Reading())
    assert list(found.documents) == ["", "shared/pet.yaml"]
    assert found.unread == {"../out.yaml": "the file is outside of the archive, where nothing is read"}
    conversion, _ = convert_description(found, "pets")
    assert list(conversion.definition["definitions"]) == ["pet"]
    assert [loss.kind.id for loss in conversion.losses] == ["reference-broken"]


def test_collection(tmp_path):
    collection = {"info": {"_postman_id": "1", "name": "Pets"}, "item": []}
    found = read_packed_description(packed(tmp_path, **{"pets.json": json.dumps(collection)}), Reading())
    assert found.value["info"]["name"] == "Pets"


def test_fault_is_shown_in_the_archive(tmp_path):
    path = packed(tmp_path, **{"openapi.yaml": API + "  /cats: {get: [}\n"})
    assert {one.span.file for one in read_packed_description(path, Reading()).diagnostics} == {path / "openapi.yaml"}


@pytest.mark.parametrize(
    "files", [{"readme.txt": "openapi: no"}, {"a/apiDefinition.swagger.json": "{}", "b.yaml": API}]
)
def test_archive_without_a_description_or_with_a_connector(files, tmp_path):
    assert read_packed_description(packed(tmp_path, **files), Reading()) is None


def test_several_descriptions(tmp_path):
    with pytest.raises(ContentError, match=r"holds 2 descriptions: a\.yaml \(an OpenAPI 3\.1\.0 document\), b\.yaml"):
        read_packed_description(packed(tmp_path, **{"a.yaml": API, "b.yaml": API}), Reading())

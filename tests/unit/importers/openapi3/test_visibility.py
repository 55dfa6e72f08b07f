"""Which actions of a large connector makers see first."""

import pytest
from tests.unit.importers.openapi3.test_cases import document

from connectorsmith.importers.openapi3.convert import convert


def operation(name):
    return {"operationId": name, "summary": "Do it", "responses": {"200": {"description": "A."}}}


def paths(further):
    """The paths of pets, and so many further ones below them."""
    item = {"parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]}
    found = {
        "/pets": {"get": operation("ListPets"), "post": operation("AddPet"), "delete": operation("DeletePets")},
        "/pets/{id}": item | {"get": operation("GetPet"), "put": operation("ReplacePet")},
    }
    return found | {f"/pets/{{id}}/x{n}": item | {"get": operation(f"GetX{n}")} for n in range(further)}


@pytest.mark.parametrize(("further", "important"), [(15, []), (16, ["AddPet", "GetPet", "ListPets"])])
def test_main_actions_are_important_where_there_are_many(further, important):
    made = convert({"": document(paths=paths(further))}).definition["paths"]
    operations = [one for item in made.values() for one in item.values()]
    assert sorted(one["operationId"] for one in operations if one.get("x-ms-visibility") == "important") == important

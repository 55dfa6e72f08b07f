"""APIs that are larger than the platform takes: schemas are cut, and a split into connectors is proposed."""

import json

import pytest
from tests.unit.importers.openapi3.test_cases import PETS, document

from connectorsmith.analysis.expansion import expanded_size
from connectorsmith.importers.openapi3.convert import convert
from connectorsmith.importers.openapi3.limits import MOST_SCHEMAS
from connectorsmith.importers.openapi3.operations import OperationFilter
from connectorsmith.importers.openapi3.split import MOST_OPERATIONS, over_limits, split
from connectorsmith.workspace.import_package import connector_of

TEXT = {"type": "string"}
ROOT = {"$ref": "#/components/schemas/Root"}


def fields(number, schema=TEXT):
    return {"type": "object", "properties": {f"f{index}": schema for index in range(number)}}


def converted(schemas, schema=ROOT):
    answer = {"200": {"description": "A.", "content": {"application/json": {"schema": schema}}}}
    get = PETS["/pets"]["get"] | {"responses": answer}
    again = get | {"operationId": "ListAgain"}
    whole = document(paths={"/pets": {"get": get}, "/again": {"get": again}}, components={"schemas": schemas})
    return convert({"": whole})


def sizes(made):
    """How many schemas each response has, as the platform counts them."""
    connector = connector_of("a", {"apiDefinition": made.definition, "apiProperties": made.properties})
    return [expanded_size(connector, one.responses["200"].schema) for one in connector.operations]


@pytest.mark.parametrize(
    ("schemas", "left", "found", "became"),
    [
        ({"Root": fields(11, fields(53))}, [13, 13], "596 schemas, 84 more than are allowed", "1 level of fields"),
        (
            {"Root": fields(10, {"$ref": "#/components/schemas/In"}), "In": fields(9, fields(9))},
            [112, 112],
            "922 schemas, 410 more",
            "2 levels of fields",
        ),
        (
            {"Root": {"type": "array", "items": fields(600)}},
            [504, 504],
            "603 schemas, 91 more",
            "some of the fields",
        ),
    ],
)
def test_a_large_schema_is_cut_where_it_fits(schemas, left, found, became):
    made = converted(schemas)
    cut = [loss for loss in made.losses if loss.kind.id == "schema-cut"]
    assert (sizes(made), len(cut), cut[0].became) == (left, 2, became)
    assert found in cut[0].found
    assert [name for name in made.definition["definitions"] if "_level" not in name] == []


def test_circles_of_schemas_are_cut_and_stay_small():
    names = [f"S{number}" for number in range(30)]
    refers = {f"r{index}": {"$ref": f"#/components/schemas/{name}"} for index, name in enumerate(names)}
    whole = {name: {"type": "object", "properties": refers | {"f": TEXT}} for name in names}
    whole |= {"Root": {"type": "object", "properties": {"list": {"type": "array", "items": ROOT}, **refers}}}
    made = converted(whole)
    assert max(sizes(made)) <= MOST_SCHEMAS
    assert len(json.dumps(made.definition)) < 10 * len(json.dumps(whole))


def test_a_schema_that_fits_stays():
    made = converted({"Root": fields(MOST_SCHEMAS - 2)})
    assert (sizes(made), [loss for loss in made.losses if loss.kind.id == "schema-cut"]) == ([MOST_SCHEMAS] * 2, [])


def test_required_fields_are_kept_first():
    made = converted({"Root": fields(600) | {"required": ["f599"]}})
    root = made.definition["paths"]["/pets"]["get"]["responses"]["200"]["schema"]
    assert (root["required"], "f599" in root["properties"], "f598" in root["properties"]) == (["f599"], True, False)


def operation(number, tag):
    return {"get": {"operationId": f"Get{number}", "summary": "Get it", "responses": {"200": {"description": "A."}}}
            | ({"tags": [tag]} if tag else {})}  # fmt: skip


def paths_of(shape):
    """So many paths for each tag; "" leaves it out."""
    return {
        f"/{tag or 'x'}s/{tag}{n // 50}/{n}": operation(f"{tag}{n}", tag) for tag, count in shape for n in range(count)
    }


@pytest.mark.parametrize(
    "shape",
    [
        [("a", 100), ("b", 100), ("c", 100)],
        [("a", 400)],
        [("", 300)],
        [("a", 300), ("", 120), ("b", 90)],
    ],
)
def test_each_part_of_a_split_fits_and_together_they_are_all(shape):
    whole = document(paths=paths_of(shape))
    made = convert({"": whole})
    number = sum(count for _, count in shape)
    assert over_limits(made.definition) == [
        f"{number} operations, {number - MOST_OPERATIONS} more than the {MOST_OPERATIONS} allowed"
    ]
    found = []
    for part in split(made.definition):
        one = convert({"": whole}, OperationFilter(part.globs))
        assert (over_limits(one.definition), one.operations) == ([], part.operations)
        found += [item["get"]["operationId"] for item in one.definition["paths"].values()]
    assert sorted(found) == sorted(item["get"]["operationId"] for item in made.definition["paths"].values())


def test_parts_of_tags_that_share_their_paths_do_not_overlap():
    """Two tags are too large for one part, a third is the second tag of their operations, and a fourth an id."""
    tags = [["a", "c"], ["b", "c"], ["c"], ["Do5"], []]
    paths = {}
    for number in range(900):
        path = f"/{'xy'[number % 2]}/{'pq'[number % 3 % 2]}/{number}"
        get = PETS["/pets"]["get"] | {"operationId": f"Do{number}", "tags": tags[min(number // 280, number % 5 + 1, 4)]}
        paths[path] = {"get": get}
    whole = document(paths=paths)
    found = []
    for part in split(convert({"": whole}).definition):
        one = convert({"": whole}, OperationFilter(part.globs))
        assert (over_limits(one.definition), one.operations) == ([], part.operations)
        found += one.definition["paths"]
    assert sorted(found) == sorted(paths)


def test_globs_that_choose_nothing_are_reported():
    made = convert({"": document()}, OperationFilter(("ListP*", "typo"), ("/dogs",)))
    (loss,) = made.losses
    assert (loss.kind.id, loss.found, made.operations) == ("glob-not-met", "typo, /dogs", 1)
    assert loss.became == "no operation"


def test_a_misspelt_glob_is_answered_with_the_name_that_is_meant():
    made = convert({"": document()}, OperationFilter(("ListPet",)))
    (loss,) = [one for one in made.losses if one.kind.id == "glob-not-met"]
    assert loss.became == "no operation (did you mean ListPets?)"


def test_a_definition_with_too_many_bytes_is_split_too():
    paths = paths_of([("a", 10), ("b", 10), ("c", 10)])
    described = fields(100, {"type": "string", "description": "What this is for. " * 20})
    for item in paths.values():
        item["get"]["responses"]["200"]["content"] = {"application/json": {"schema": described}}
    whole = document(paths=paths)
    made = convert({"": whole})
    (over,) = over_limits(made.definition)
    assert over.startswith("a definition of ")
    parts = split(made.definition)
    assert len(parts) > 1
    for part in parts:
        assert over_limits(convert({"": whole}, OperationFilter(part.globs)).definition) == []
    assert json.dumps(made.definition).count("operationId") == sum(part.operations for part in parts)


def test_a_path_of_many_segments_is_told_apart_by_the_first_ones():
    schema = fields(3_000, {"type": "string", "description": "What this is for. " * 20})
    paths = {f"/a{'/b' * 3_000}/{number}": operation(number, "") for number in range(2)}
    definition = {"paths": paths, "definitions": {"Large": schema}}
    for item in paths.values():
        item["get"]["schema"] = {"$ref": "#/definitions/Large"}
    (part,) = split(definition)
    assert part.operations == 2
    assert part.globs[0].count("/") == 8


def test_a_split_is_left_out_where_each_operation_uses_a_great_many_definitions(monkeypatch):
    monkeypatch.setattr("connectorsmith.importers.openapi3.split._MOST_USES", 100)
    links = {f"D{number}": {"$ref": f"#/definitions/D{number + 1}"} for number in range(10)}
    made = {}
    for count in (9, 11):
        paths = {f"/a{number}": operation(number, "") for number in range(count)}
        for item in paths.values():
            item["get"]["schema"] = {"$ref": "#/definitions/D0"}
        made[count] = split({"paths": paths, "definitions": links})
    assert (sum(part.operations for part in made[9]), made[11]) == (9, [])


def test_operations_of_one_name_are_numbered_in_their_order():
    ids = ["get", "Get", "GET", "get2", "Get"]
    paths = {f"/a{number}": {"get": PETS["/pets"]["get"] | {"operationId": one}} for number, one in enumerate(ids)}
    made = convert({"": document(paths=paths)}).definition["paths"].values()
    assert [item["get"]["operationId"] for item in made] == ["get", "Get2", "GET3", "get22", "Get4"]


def test_what_webhooks_send_keeps_its_definitions_when_a_response_is_cut():
    """The payload of a webhook refers to a definition that only a large response had, before it was cut."""
    content = {"content": {"application/json": {"schema": {"type": "object", "properties": {"root": ROOT}}}}}
    answer = {"200": {"description": "A.", "content": {"application/json": {"schema": ROOT}}}}
    whole = document(
        paths={"/pets": {"get": PETS["/pets"]["get"] | {"responses": answer}}},
        webhooks={"added": {"post": {"requestBody": content, "responses": {"200": {"description": "A."}}}}},
        components={"schemas": {"Root": fields(11, fields(53))}},
    )
    made = convert({"": whole})
    assert {"addedPayload", "Root", "Root_level1"} == made.definition["definitions"].keys()

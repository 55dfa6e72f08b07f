"""What constructs of OpenAPI 3 become, and what is reported: tests/cases/openapi3/."""

from pathlib import Path

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.importers.openapi3.convert import convert
from connectorsmith.importers.openapi3.losses import loss_kinds

CASES = Path(__file__).parents[3] / "cases" / "openapi3"
INFO = {"title": "Pets", "version": "1.0.0", "description": "Sells pets."}
SERVERS = [{"url": "https://api.example.com"}]
PETS = {
    "/pets": {"get": {"operationId": "ListPets", "summary": "List pets", "responses": {"200": {"description": "A."}}}}
}
UNCERTAIN = {"summary-made", "operation-id-made"}
TABLES = ("schemas", "parameters", "operations", "postman")


def table(name):
    return yaml_value(CASES / f"{name}.yaml")


def cases(name):
    found = table(name)
    return pytest.mark.parametrize("case", found.values(), ids=found.keys())


def document(version="3.1.1", **keys):
    return {"openapi": str(version), "info": INFO, "servers": SERVERS, "paths": PETS} | keys


def ids(conversion):
    return sorted(loss.kind.id for loss in conversion.losses)


def became(conversion):
    """What the constructs became, by the ids of their losses."""
    return {loss.kind.id: loss.became for loss in conversion.losses}


def as_json(value):
    """The value of YAML with the keys of JSON, which are all texts."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    return [as_json(one) for one in value] if isinstance(value, list) else value


def of_schema(case):
    """The document of a row of schemas.yaml, and the method of its operation."""
    content = {"content": {"application/json": {"schema": as_json(case["given"])}}}
    operation = PETS["/pets"]["get"] | {"responses": {"200": {"description": "A."} | content}}
    method = "get"
    if case.get("way") == "input":
        method, operation = "post", PETS["/pets"]["get"] | {"requestBody": content}
    components = {"components": {"schemas": as_json(case["components"])}} if "components" in case else {}
    return document(case.get("version", "3.1.1"), paths={"/pets": {method: operation}}, **components), method


def of_parameters(case):
    """The document of a row of parameters.yaml."""
    operation = PETS["/pets"]["get"] | {"parameters": as_json(case["given"])}
    components = {"components": as_json(case["components"])} if "components" in case else {}
    return document(paths={case.get("path", "/pets"): {"get": operation}}, **components)


def of_document(case):
    """The document of a row of operations.yaml."""
    keys = as_json(case.get("given", {"servers": SERVERS})) | (
        {"paths": as_json(case["paths"])} if "paths" in case else {}
    )
    whole = document(**keys)
    if case.get("given") == {}:
        del whole["servers"]
    return whole


@pytest.mark.parametrize(
    ("name", "case"), table("schemas").items(), ids=lambda one: one if isinstance(one, str) else ""
)
def test_schema(name, case):
    whole, method = of_schema(case)
    made = convert({"": whole})
    found = made.definition["paths"]["/pets"][method]
    schema = found["parameters"][0]["schema"] if method == "post" else found["responses"]["200"]["schema"]
    assert (schema, ids(made)) == (case["made"], case.get("losses", []))
    assert made.definition.get("definitions", {}).items() >= case.get("definitions", {}).items()
    assert became(made).items() >= case.get("became", {}).items()


@pytest.mark.parametrize(
    ("name", "case"), table("parameters").items(), ids=lambda one: one if isinstance(one, str) else ""
)
def test_parameter(name, case):
    made = convert({"": of_parameters(case)})
    found = made.definition["paths"].get(case.get("path", "/pets"))
    assert ids(made) == case.get("losses", [])
    assert (None if found is None else found["get"].get("parameters", [])) == case.get("made")


@pytest.mark.parametrize(
    ("name", "case"), table("operations").items(), ids=lambda one: one if isinstance(one, str) else ""
)
def test_document(name, case):
    made = convert({"": of_document(case)})
    assert (ids(made), made.left_out) == (case.get("losses", []), case.get("left_out", 0))
    assert became(made).items() >= case.get("became", {}).items()
    results = {"definition": made.definition, "properties": made.properties}
    results |= {"unsubscribes": made.unsubscribes, "notes": list(made.notes)}
    assert {place: at(results, place) for place in case.get("looked", {})} == case.get("looked", {})


def at(value, pointer):
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            value = value[int(key)]
        elif key in value:
            value = value[key]
        else:
            return "absent"
    return value


def test_what_is_repeated_is_bounded():
    """Each schema repeats the next one twice with a text of its own: 20 of them would be a million copies."""
    schemas = {
        f"S{n}": {"type": "object", "properties": {name: _with_text(n + 1) for name in ("a", "b")}} for n in range(20)
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}
    operation = PETS["/pets"]["get"] | {"responses": {"200": {"description": "A.", "content": content}}}
    components = {"schemas": schemas | {"S20": {"type": "object"}}}
    made = convert({"": document(paths={"/pets": {"get": operation}}, components=components)})
    assert set(ids(made)) == {"reference-siblings", "schema-too-large", "schema-cut"}


def _with_text(number):
    return {"$ref": f"#/components/schemas/S{number}", "description": "Another one."}


def test_every_kind_of_loss_is_met_by_a_case():
    found = [case for name in TABLES for case in table(name).values()]
    met = {loss.partition(" ")[0] for case in found for loss in case.get("losses", [])}
    met |= {loss.partition(" ")[0] for case in table("updates").values() for loss in case.get("report", [])}
    assert set(loss_kinds()) - met == {
        "schema-too-large",
        "schema-cut",
        "glob-not-met",
    }  # have tests of their own: above, test_limits


def test_a_reference_to_an_anchor_is_reported_and_not_read_as_the_whole_document():
    whole, _ = of_schema({"given": {"$ref": "#pet"}, "components": {"Pet": {"$anchor": "pet", "type": "object"}}})
    made = convert({"": whole})
    schema = made.definition["paths"]["/pets"]["get"]["responses"]["200"]["schema"]
    assert (schema, "reference-broken" in ids(made)) == ({}, True)

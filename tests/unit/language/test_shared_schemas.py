"""Schemas that a spec writes once: where they can be used, what counts beside them, and what cannot be used."""

from __future__ import annotations

from connectorsmith.diagnostics import SPEC
from connectorsmith.language.read import read_connector
from connectorsmith.language.shared_schemas import expand_shared

STATE = {"type": "string", "enum": ["a", "b"]}
SHARED = {
    "state": STATE,
    "order": {"properties": {"state": {"use": "state"}}},
    "id": "uuid",
    "loop": {"items": {"use": "loop"}},
}
NO_SCHEMA = {"body": {"set": {"properties": {"a": {"use": "state"}}}}}


def expanded(**form: object) -> tuple[dict, list]:
    faults: list = []
    result = expand_shared({"shared": SHARED, **form}, lambda *fault: faults.append(fault))
    return result, faults


def test_everywhere_a_schema_can_be():
    use = {"use": "state"}
    form, faults = expanded(
        definitions={"A": {"properties": {"a": use}}, "B": use, "C": {"items": use}, "D": {"additionalProperties": use},
                     "E": {"allOf": [use]}},
        errors={"400": use},
        responses={"Gone": {"schema": use}},
        parameters={"body": {"in": "body", "schema": use}, "state": {"in": "query", "use": "state"}},
        actions={"Get": {"parameters": [{"name": "p", "items": use}, "q", {"use": "shared-parameter"}],
                         "body": {"properties": {"a": use}}, "responses": {"200": use, "errors": [400]},
                         "script": ["x", {"schema": {"schemas": {"One": use}}}, NO_SCHEMA]}},
        triggers={"On": {"notification": use}},
        paths={"/a": {"notification": {"schema": use}}},
        recipes={"x": [{"schema": {"schemas": {"One": use}}}]},
    )  # fmt: skip
    assert faults == []
    assert form["definitions"] == {"A": {"properties": {"a": STATE}}, "B": STATE, "C": {"items": STATE},
                                   "D": {"additionalProperties": STATE}, "E": {"allOf": [STATE]}}  # fmt: skip
    assert form["errors"] == {"400": STATE}
    assert form["responses"] == {"Gone": {"schema": STATE}}
    assert form["parameters"] == {"body": {"in": "body", "schema": STATE}, "state": {"in": "query", **STATE}}
    get = form["actions"]["Get"]
    assert get["parameters"] == [{"name": "p", "items": STATE}, "q", {"use": "shared-parameter"}]
    assert (get["body"], get["responses"]) == ({"properties": {"a": STATE}}, {"200": STATE, "errors": [400]})
    assert get["script"] == [
        "x",
        {"schema": {"schemas": {"One": STATE}}},
        {"body": {"set": {"properties": {"a": use}}}},
    ]
    assert form["triggers"] == {"On": {"notification": STATE}}
    assert form["paths"] == {"/a": {"notification": {"schema": STATE}}}
    assert form["recipes"] == {"x": [{"schema": {"schemas": {"One": STATE}}}]}


def test_keys_beside_it_count_more():
    form, _ = expanded(definitions={"A": {"use": "state", "enum": ["c"], "summary": "S"}})
    assert form["definitions"]["A"] == {"type": "string", "enum": ["c"], "summary": "S"}


def test_a_one_line_type():
    form, _ = expanded(definitions={"A": {"use": "id", "summary": "S"}})
    assert form["definitions"]["A"] == {"type": "uuid", "summary": "S"}


def test_one_may_use_another():
    form, faults = expanded(definitions={"A": {"use": "order"}})
    assert (form["definitions"]["A"], faults) == ({"properties": {"state": STATE}}, [])


def test_a_property_may_be_called_use():
    form, faults = expanded(definitions={"A": {"properties": {"use": "string"}}})
    assert (form["definitions"]["A"], faults) == ({"properties": {"use": "string"}}, [])


def test_one_that_is_not_there():
    _, faults = expanded(definitions={"A": {"use": "stat"}, "B": {"use": "x"}})
    at = SPEC / "definitions"
    assert faults == [
        ("unknown-shared-schema", 'there is no shared schema "stat"', at / "A" / "use", "did you mean state?"),
        ("unknown-shared-schema", 'there is no shared schema "x"', at / "B" / "use", "write it under `shared`"),
    ]


def test_one_that_uses_itself():
    _, faults = expanded(definitions={"A": {"use": "loop"}})
    assert [(rule, message) for rule, message, _, _ in faults] == [
        ("shared-schema-uses-itself", 'the shared schema "loop" uses itself')
    ]


def test_the_regions_of_another_product(tmp_path):
    from connectorsmith import load

    (tmp_path / "shop.yaml").write_text(
        "info: {title: Shop, version: '1', description: Sells.}\nhost: shop.example\n"
        "actions: {Get: {call: GET /a, responses: {200: {}}}}\n"
        "availability:\n  Power Apps: {class: Premium, except: [A, B]}\n"
        "  Power Automate: {class: Premium, except: Power Apps}\n"
    )
    offers = load(tmp_path / "shop.yaml").availability
    assert [offer.missing for offer in offers] == [("A", "B"), ("A", "B")]


def test_the_regions_of_a_product_that_is_not_there():
    _, faults = read_connector("shop", {"availability": {"Power Apps": {"class": "Premium", "except": "Power"}}}, {})
    fault = faults[0]
    assert (fault.rule, fault.message, fault.at, fault.hint) == (
        "unknown-product",
        'there is no product "Power"',
        SPEC / "availability" / "Power Apps" / "except",
        "name a product that has a list of regions, or write the list out",
    )

"""What Postman collections become, and what is reported: tests/cases/openapi3/postman.yaml."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.openapi3.test_cases import as_json, at, cases

from connectorsmith.importers.postman.convert import convert_collection
from connectorsmith.importers.postman.infer import infer, sample
from connectorsmith.workspace.import_package import connector_of

WORDS = """info name item request method url raw host path query key value variable header body mode urlencoded
    formdata response code auth type bearer apikey event description"""
TEXTS = ["GET", "raw", "{{a}}", "/:b", "https://a.example/x?y=1", "{"]
SCALARS = st.one_of(st.none(), st.integers(0, 500), st.sampled_from(TEXTS))


def _containers(inner):
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(WORDS.split()), inner, max_size=5))


VALUES = st.recursive(SCALARS, _containers, max_leaves=15)


@cases("postman")
def test_collection(case):
    made = convert_collection(as_json(case["given"]))
    assert sorted(f"{loss.kind.id} {loss.pointer}" for loss in made.losses) == case["losses"]
    results = {"definition": made.definition, "properties": made.properties}
    assert {place: at(results, place) for place in case["looked"]} == case["looked"]
    assert "hunter2" not in json.dumps([made.definition, made.properties])


@settings(max_examples=100, deadline=None)
@given(items=VALUES, auth=VALUES, variables=VALUES)
def test_any_value_anywhere_converts_to_a_connector(items, auth, variables):
    made = convert_collection({"info": {"name": "A"}, "item": items, "auth": auth, "variable": variables})
    connector_of("a", {"apiDefinition": made.definition, "apiProperties": made.properties})


@pytest.mark.parametrize(
    ("samples", "schema"),
    [
        ([1, 2.5], {"type": "number"}),
        ([1, "a"], {}),
        ([None], {}),
        (["2026-01-02", "2026-01-03"], {"type": "string", "format": "date"}),
        ([[1], ["a"]], {"type": "array", "items": {}}),
        ([{}], {"type": "object"}),
        ([True, None], {"type": "boolean"}),
    ],
)
def test_schemas_fit_all_samples(samples, schema):
    assert infer(samples) == schema


@pytest.mark.parametrize("text", ["[{{id}}, " + "[" * 5_000, "[" * 91 + "]" * 91])
def test_a_sample_in_too_many_brackets_is_no_value(text):
    with pytest.raises(ValueError, match=r"^$|Expecting"):
        sample(text)

"""Nothing vanishes in silence: without any one of its keys, a document gives another result, or a loss was about it.

tests/cases/openapi3/complete.yaml has every key that OpenAPI 3 and its schemas know, and complete-collection.yaml those
of Postman. Removing each one in turn takes twenty seconds, so that the tests here remove some, and
``python -m tests.openapi.silence`` all of them.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.openapi.silence import COMPLETE, is_silent, outcome, places
from tests.unit.importers.openapi3.test_cases import as_json, of_document, of_parameters, of_schema, table
from tests.yaml_files import yaml_value

WHOLE, COLLECTION = (as_json(yaml_value(file)) for file in COMPLETE)
BASE, OF_COLLECTION = outcome(WHOLE), outcome(COLLECTION)


@settings(max_examples=70, deadline=None)
@given(place=st.sampled_from(list(places(WHOLE))))
def test_no_key_of_a_complete_document_is_silent(place):
    assert not is_silent(WHOLE, place, BASE)


@settings(max_examples=40, deadline=None)
@given(place=st.sampled_from(list(places(COLLECTION))))
def test_no_key_of_a_complete_collection_is_silent(place):
    assert not is_silent(COLLECTION, place, OF_COLLECTION)


@pytest.mark.parametrize("name", ["schemas", "parameters", "operations"])
def test_no_key_of_a_case_is_silent(name):
    """Every key of every fourth case, and of those that a result has without a word about it."""
    makers = {"schemas": lambda case: of_schema(case)[0], "parameters": of_parameters, "operations": of_document}
    for row, case in list(table(name).items())[::4]:
        whole = makers[name](case)
        base = outcome(whole)
        assert [(row, place) for place in places(whole) if is_silent(whole, place, base)] == []

"""Values of the command line, with the types that an operation declares."""

from pathlib import Path

import pytest

from connectorsmith import load
from connectorsmith.errors import UnknownNameError
from connectorsmith.runtime.typed_input import fits_type, input_keys, typed_input, with_file_names

ONEFLOW = load("oneflow", Path(__file__).parents[3])


@pytest.mark.parametrize(
    ("operation", "key", "text", "value"),
    [
        ("GetContract", "contract_id", "12", "12"),
        ("AddProduct", "x-ms-oneflow-contract_id", "12", 12),
        ("AddProduct", "x-ms-oneflow-contract_id", "twelve", "twelve"),
        ("AddProduct", "product/counterparty_lock", "true", True),
        ("AddProduct", "product/name", "true", "true"),
        ("AddProduct", "body/quantity/amount", "2.5", 2.5),
        ("AddProduct", "product/quantity", '{"amount": 1}', {"amount": 1}),
        ("CreateAContract", "contract/data_fields", '[{"custom_id": "a"}]', [{"custom_id": "a"}]),
        ("webhookRegister", "body/filters", '["contract:sign"]', ["contract:sign"]),
        ("PartyCreate", "party/participant/name", "7", "7"),
    ],
)
def test_value(operation, key, text, value):
    found = typed_input(ONEFLOW, ONEFLOW.operation(operation), key, text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("operation", "key"),
    [("AddProduct", "product/nam"), ("AddProduct", "name"), ("GetContract", "body/name"), ("Ping", "x")],
)
def test_unknown_input_is_named_with_those_there_are(operation, key):
    with pytest.raises(UnknownNameError) as caught:
        typed_input(ONEFLOW, ONEFLOW.operation(operation), key, "x")
    assert caught.value.known == input_keys(ONEFLOW, ONEFLOW.operation(operation))


@pytest.mark.parametrize("key", ["contract/data_fields/0/custom_id", "contract/data_fields/0"])
def test_value_inside_a_list_is_given_with_the_list(key):
    with pytest.raises(UnknownNameError) as caught:
        typed_input(ONEFLOW, ONEFLOW.operation("CreateAContract"), key, "a")
    assert caught.value.hint == (
        "contract/data_fields is a list: give all of it as JSON, such as contract/data_fields='[…]'"
    )


def test_operation_without_inputs_says_so():
    with pytest.raises(UnknownNameError) as caught:
        typed_input(ONEFLOW, ONEFLOW.operation("Ping"), "x", "1")
    assert caught.value.hint == "Ping takes no inputs"


def test_the_name_of_a_file_goes_into_the_file():
    file = {"$content-type": "text/plain", "$content": "aGk="}
    given = {"file": file, "file/$filename": "a.txt", "other/$filename": "b.txt", "id": 1}
    assert with_file_names(given) == {"file": {**file, "filename": "a.txt"}, "id": 1}


@pytest.mark.parametrize(
    ("kind", "fitting", "other"),
    [
        ("integer", 1, "abc"),
        ("integer", None, 2.5),
        ("number", 2.5, True),
        ("boolean", False, 0),
        ("array", [], {}),
        ("object", {}, []),
    ],
)
def test_values_fit_their_type(kind, fitting, other):
    assert fits_type(kind, fitting)
    assert not fits_type(kind, other)


def test_every_value_fits_a_text_and_an_unknown_type():
    assert all(fits_type(kind, value) for kind in ("string", None) for value in ("a", 1, [], None))

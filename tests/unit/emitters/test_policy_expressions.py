"""Expressions of the platform become C# of API Management, letter for letter as the case files say."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.yaml_files import yaml_value

from connectorsmith.emitters.policy_expressions import (
    INSIDE_BODY,
    assignment,
    has_calls,
    outside,
    place,
    string,
    token,
    variables,
)

CASES = Path(__file__).parents[2] / "cases" / "policies"
AROUND = {None: outside("Request"), "path": replace(outside("Request"), path_parameters=True), "body": INSIDE_BODY}


def cases(name):
    found = yaml_value(CASES / f"{name}.yaml")
    return pytest.mark.parametrize("case", found, ids=[case["text"] for case in found])


@cases("expressions")
def test_text_becomes_a_csharp_string(case):
    assert string(case["text"], AROUND[case.get("within")]) == case["csharp"]


@cases("places")
def test_place_is_read_and_written(case):
    assert place(case["text"], INSIDE_BODY, "item") == case["read"]
    assert assignment(case["text"], "result", INSIDE_BODY, "item") == case["store"]


@cases("tokens")
def test_value_keeps_its_kind(case):
    assert token(case["text"], INSIDE_BODY) == case["csharp"]


def test_body_of_the_answer():
    assert string("@body()", outside("Response")).startswith("context.Response.Body.")


def test_what_has_to_be_evaluated():
    assert has_calls("a@headers('b')")
    assert not has_calls("a@b.example")


def test_variables_that_the_product_has_to_set():
    text = "@connectionParameters('a','x')/@headers('b')/@environmentVariables('c')"
    assert list(variables(text)) == ["connectionParameters.a", "environmentVariables.c"]

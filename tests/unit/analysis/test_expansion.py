"""Sizes and depths of definitions with their references written out."""

from __future__ import annotations

import pytest

from connectorsmith.analysis.expansion import (
    COUNTED,
    expanded_depth,
    expanded_size,
    expanded_sizes,
    operation_sizes,
    shown_size,
)
from connectorsmith.model import Connector, Operation, Parameter, PathItem, Schema


def refers(*names: str) -> Schema:
    """An object whose properties are definitions; it counts one, each property one and what it refers to."""
    return Schema(properties={str(index): Schema(ref=f"#/definitions/{name}") for index, name in enumerate(names)})


@pytest.mark.parametrize(
    ("definitions", "sizes"),
    [
        ({}, {}),
        ({"A": Schema(type="string")}, {"A": 1}),
        ({"A": refers("B", "B"), "B": refers("C"), "C": Schema()}, {"A": 9, "B": 3, "C": 1}),
        ({"C": Schema(), "B": refers("C"), "A": refers("B", "B")}, {"A": 9, "B": 3, "C": 1}),
        ({"A": refers("A", "A")}, {"A": 3}),
        ({"A": refers("B"), "B": refers("A")}, {"A": 4, "B": 2}),
        ({"A": refers("Missing")}, {"A": 2}),
    ],
    ids=["none", "simple", "nested", "nested, last first", "itself", "circle", "missing"],
)
def test_expanded_sizes(definitions, sizes):
    assert expanded_sizes(Connector("x", definitions=definitions)) == sizes


def test_deep_chain_needs_no_deep_stack():
    definitions = {str(depth): refers(str(depth + 1)) for depth in range(5000)}
    assert expanded_sizes(Connector("x", definitions=definitions))["0"] == 10_000


def test_expanded_size_of_a_schema_adds_what_it_refers_to():
    body = refers("A", "B")
    operation = Operation("post", "/x", parameters=(Parameter(name="order", location="body", schema=body),))
    definitions = {"A": refers("C"), "B": Schema(), "C": Schema()}
    connector = Connector("x", paths={"/x": PathItem({"post": operation})}, definitions=definitions)
    assert expanded_size(connector, body) == 7
    assert operation_sizes(connector) == ((operation, 8),)


def test_the_count_ends_where_it_would_be_a_number_of_thousands_of_digits():
    definitions = {str(depth): refers(*[str(depth + 1)] * 8) for depth in range(6000)} | {"6000": Schema()}
    size = expanded_size(Connector("x", definitions=definitions), Schema(ref="#/definitions/0"))
    assert size == COUNTED
    assert shown_size(size) == "1,000,000,000 schemas or more"
    assert shown_size(1234) == "1,234 schemas"


@pytest.mark.parametrize(
    ("definitions", "depth"),
    [
        ({}, 1),
        ({"A": Schema(type="string")}, 1),
        ({"A": refers("B"), "B": refers("C"), "C": Schema()}, 3),
        ({"A": Schema(items=refers("C", "B")), "B": refers("C"), "C": Schema()}, 4),
        ({"A": Schema(ref="#/definitions/B"), "B": refers("C"), "C": Schema()}, 2),
        ({"A": refers("A")}, 2),
        ({str(n) if n else "A": refers(str(n + 1)) for n in range(5000)}, 5001),
    ],
    ids=["missing", "simple", "nested", "list", "reference", "itself", "long"],
)
def test_a_definition_is_as_deep_as_what_it_names_and_takes_the_place_of_the_reference(definitions, depth):
    assert expanded_depth(Connector("x", definitions=definitions), Schema(ref="#/definitions/A")) == depth

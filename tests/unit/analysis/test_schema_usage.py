"""Sizes of definitions with their references written out; parameters and paths with their places."""

import pytest

from connectorsmith.analysis.schema_usage import (
    expanded_size,
    expanded_sizes,
    operation_sizes,
    placed_parameters,
    placed_paths,
)
from connectorsmith.diagnostics import DEFINITION, SPEC
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


def test_parameters_of_the_path_come_first_unless_they_are_replaced():
    name, size = (Parameter(name=name, location="query", at=DEFINITION / name) for name in ("name", "size"))
    own = Parameter(name="size", location="query", at=DEFINITION / "own" / 0)
    operation = Operation("get", "/x", parameters=(own,), at=DEFINITION / "own")
    connector = Connector("x", paths={"/x": PathItem({"get": operation}, parameters=(name, size))})
    found = list(placed_parameters(connector, operation))
    assert [parameter for parameter, _ in found] == [name, own]
    assert [str(at) for _, at in found] == ["/name", "/own/parameters/0"]


def test_reference_is_placed_where_it_is_listed():
    shared = Parameter(name="size", location="query", at=DEFINITION / "parameters" / "size")
    root = DEFINITION / "get"
    listed = Parameter(ref="#/parameters/size", at=root / "parameters" / 0)
    operation = Operation("get", "/x", parameters=(listed,), at=root)
    connector = Connector("x", paths={"/x": PathItem({"get": operation})}, parameters={"size": shared})
    assert [(parameter.name, str(at)) for parameter, at in placed_parameters(connector, operation)] == [
        ("size", "/get/parameters/0")
    ]


@pytest.mark.parametrize(("root", "place"), [(SPEC, "/actions/Get/call"), (DEFINITION, "/paths/~1x")])
def test_path_is_placed_at_its_key_in_a_package_and_at_a_call_in_a_spec(root, place):
    at = root / "actions" / "Get"
    item = PathItem({"get": Operation("get", "/x", at=at)}, at=root / "paths" / "/x")
    assert [(path, str(at)) for path, at in placed_paths(Connector("x", paths={"/x": item}))] == [("/x", place)]

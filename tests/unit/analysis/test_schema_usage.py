"""Parameters and paths with their places, and the operations in which a schema is met."""

import pytest

from connectorsmith.analysis.all_parts import placed_parameters
from connectorsmith.analysis.schema_usage import MOST_OPERATIONS, met_schemas, placed_paths
from connectorsmith.diagnostics import DEFINITION, SPEC
from connectorsmith.model import Connector, Operation, Parameter, PathItem, Response, Schema


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


def test_a_definition_is_followed_from_as_many_operations_as_a_connector_may_have():
    answer = {"200": Response(schema=Schema(ref="#/definitions/A"))}
    names = [f"/{number}" for number in range(MOST_OPERATIONS + 1)]
    paths = {name: PathItem({"get": Operation("get", name, responses=answer)}) for name in names}
    inner = Schema(type="string")
    connector = Connector("x", paths=paths, definitions={"A": Schema(properties={"a": inner})})
    met = met_schemas(connector, [inner])
    assert [operation.path for operation, _ in met] == names[:-1]

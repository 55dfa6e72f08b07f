"""Large and recursive schemas: cards end after so many values, with a mark, and their cost grows with the schema."""

from __future__ import annotations

from connectorsmith.analysis.designer.budget import MOST_ROWS, MOST_VALUES
from connectorsmith.analysis.designer.connectors import connector_view, operation_views
from connectorsmith.analysis.designer.inputs import input_fields
from connectorsmith.analysis.designer.outputs import output_tokens
from connectorsmith.model import Connector, Operation, Parameter, PathItem, Response, Schema

TEXT = Schema(type="string")


def ref(name: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}")


def thing(**properties: Schema) -> Schema:
    return Schema(type="object", properties=properties)


def taking(schema: Schema, count: int = 1, **definitions: Schema) -> Connector:
    """Operations that take a schema and give it back."""
    body = (Parameter(None, "body", "body", True, schema=schema),)
    operations = (Operation("post", f"/{n}", f"Op{n}", parameters=body, responses={"200": Response(schema=schema)})
                  for n in range(count))  # fmt: skip
    paths = {one.path: PathItem({"post": one}) for one in operations}
    return Connector("x", paths=paths, definitions=definitions)


def test_two_thousand_fields_are_whole():
    connector = taking(thing(**{f"f{n}": TEXT for n in range(2_000)}))
    fields = input_fields(connector, connector.operations[0])
    assert len(fields) == 2_000
    assert len(output_tokens(connector, connector.operations[0])) == 2_001


def test_definitions_that_double_at_each_level_are_cut():
    definitions = {f"D{n}": thing(a=ref(f"D{n + 1}"), b=ref(f"D{n + 1}")) for n in range(30)} | {"D30": thing(end=TEXT)}
    connector = taking(ref("D0"), **definitions)
    fields = input_fields(connector, connector.operations[0])
    tokens = output_tokens(connector, connector.operations[0])
    assert len(fields) <= MOST_VALUES + 50
    assert len(tokens) <= MOST_VALUES + 50
    assert "many" in {one.cut for one in fields} | {one.cut for one in tokens}
    assert {one.cut for one in fields} & {"deep", "many"}


def test_lists_in_lists_end():
    schema = TEXT
    for _ in range(100):
        schema = Schema(type="array", items=schema)
    connector = taking(schema)
    (field,) = input_fields(connector, connector.operations[0])
    levels = 0
    while field.members:
        levels, (field,) = levels + 1, field.members
    assert (field.cut, levels) == ("deep", 11)


def test_the_values_of_all_operations_are_limited_together():
    connector = taking(thing(**{f"f{n}": TEXT for n in range(2_000)}), 20)
    views = operation_views(connector)
    assert len(views) == 20
    assert sum(len(one.inputs) + len(one.outputs) for one in views) <= MOST_ROWS + 100
    assert views[-1].inputs[-1].cut == "many"


def test_lookups_that_need_each_other_end():
    def needing(name: str) -> Schema:
        return Schema(type="string", dynamic_values={"operationId": "Op0", "parameters": {name: {"parameter": name}}})

    fields = input_fields(connector := taking(thing(a=needing("b"), b=needing("a"))), connector.operations[0])
    assert sorted(one.key for one in fields) == ["body/a", "body/b"]


def test_a_connector_without_anything_has_a_view():
    view = connector_view(Connector("empty"))
    assert (view.title, view.cards, view.connections) == ("empty", (), ())

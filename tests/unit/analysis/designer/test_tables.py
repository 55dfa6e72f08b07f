"""The rows a maker reads: what is opened, what is hidden, how types are written, and where circles end."""

from __future__ import annotations

import pytest
from tests.unit.analysis.made_schemas import HIDDEN, TEXT, array, connector, ref, thing

from connectorsmith.analysis.designer.tables import Row, input_rows, listed_definitions, schema_rows
from connectorsmith.model import Operation, Parameter, Response, Schema


def inputs_of(body: Schema, required: bool = True, **definitions: Schema) -> list[tuple[str, str, bool]]:
    operation = Operation("post", "/x", parameters=(Parameter(None, "body", "body", required, schema=body),))
    return [(row.key, row.type, row.required) for row in input_rows(connector(operation, **definitions), operation)]


def outputs_of(schema: Schema, **definitions: Schema) -> list[tuple[str, str]]:
    return [(row.key, row.type) for row in schema_rows(connector(**definitions), schema)]


def test_body_is_opened_to_its_leaves_by_their_own_key():
    order = Schema(type="object", required=("lines",), properties={"id": TEXT, "lines": array(ref("Line"))})
    line = Schema(type="object", required=("sku",), properties={"sku": TEXT, "tags": array(TEXT)})
    assert inputs_of(order, Line=line) == [
        ("id", "string", False),
        ("sku", "string", True),
        ("tags", "array of string", False),
    ]


def test_an_internal_group_hides_all_inputs_inside_it():
    group = Schema(type="object", visibility="internal", properties={"inside": TEXT})
    assert inputs_of(thing(group=group, shown=TEXT)) == [("shown", "string", False)]


def test_read_only_values_are_no_inputs():
    assert inputs_of(thing(id=Schema(type="string", extra={"readOnly": True}), name=TEXT)) == [
        ("name", "string", False)
    ]


def test_inputs_come_in_the_order_in_which_they_are_written():
    listed = Schema(type="array", items=Schema(type="object", required=("z",), properties={"y": TEXT, "z": TEXT}))
    body = Schema(type="object", required=("last",), properties={"first": TEXT, "lines": listed, "last": TEXT})
    operation = Operation(
        "post",
        "/x",
        parameters=(Parameter(None, "q", "query"), Parameter(None, "body", "body", True, schema=body)),
    )
    rows = input_rows(connector(operation), operation)
    assert [(row.key, row.required) for row in rows] == [
        ("q", False),
        ("first", False),
        ("y", False),
        ("z", True),
        ("last", True),
    ]


def test_the_name_of_a_file_has_no_row():
    operation = Operation("post", "/x", parameters=(Parameter(None, "f", "formData", value=Schema(type="file")),))
    assert [row.key for row in input_rows(connector(operation), operation)] == ["f"]


def test_a_key_with_dots_and_slashes_is_whole():
    assert inputs_of(thing(**{"@odata.type": TEXT, "a/b": TEXT})) == [
        ("@odata.type", "string", False),
        ("a/b", "string", False),
    ]


def test_callback_address_is_never_an_input():
    assert inputs_of(thing(url=Schema(type="string", notification_url=True), event=TEXT)) == [
        ("event", "string", False)
    ]


@pytest.mark.parametrize("body", [thing(), Schema(type="object")], ids=["empty", "unspecified"])
def test_object_without_fields_is_one_input(body):
    assert inputs_of(body, required=False) == [("body", "object", False)]


def test_dynamic_body_is_one_input():
    assert inputs_of(Schema(type="object", properties={}, dynamic_schema={"operationId": "x"})) == [
        ("body", "dynamic", True)
    ]


@pytest.mark.parametrize("back", [ref("Node"), array(ref("Node"))], ids=["object", "array"])
def test_recursive_input_ends(back):
    kind = "array of object" if back.items else "object"
    assert inputs_of(ref("Node"), Node=thing(name=TEXT, next=back)) == [
        ("name", "string", False),
        ("next", kind, False),
    ]


def test_input_of_arrays_in_a_circle_ends():
    assert inputs_of(thing(a=ref("A")), A=array(ref("A"))) == [("a", "array of array", False)]


def test_hidden_parameters_are_left_out():
    operation = Operation(
        "get", "/x", parameters=(Parameter(None, "a", "query", visibility="internal"), Parameter(None, "b", "query"))
    )
    assert [row.key for row in input_rows(connector(operation), operation)] == ["b"]


def test_inputs_of_a_webhook_lack_its_callback_and_what_is_internal():
    fields = thing(url=Schema(type="string", notification_url=True), more=Schema(type="string", visibility="advanced"))
    body = Parameter(None, "body", "body", visibility="important", schema=fields)
    hidden = Parameter(None, "h", "body", visibility="advanced", schema=HIDDEN)
    operation = Operation("post", "/x", parameters=(Parameter(None, "q", "query", visibility="internal"), body, hidden))
    assert [row.key for row in input_rows(connector(operation), operation)] == ["more"]


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        (Parameter(None, "k", "query", summary="Summary", value=Schema(type="string", title="Title")), "Summary"),
        (Parameter(None, "k", "query", value=Schema(type="string", title="Title")), "Title"),
        (Parameter(None, "k", "query", value=TEXT), "k"),
        (Parameter(None, "k", "body", schema=Schema(dynamic_schema={}, summary="Of the schema")), "Of the schema"),
    ],
)
def test_name_of_an_input(parameter, name):
    operation = Operation("post", "/x", parameters=(parameter,))
    assert [row.name for row in input_rows(connector(operation), operation)] == [name]


def test_input_row_says_everything():
    body = thing(a=ref("A"))
    operation = Operation("post", "/x", parameters=(Parameter(None, "body", "body", schema=body),))
    day = Schema(type="string", format="date", title="Day", description="A day.")
    found = connector(operation, A=day)
    assert input_rows(found, operation) == (Row("Day", "a", "date", False, "A day."),)


def test_output_paths_are_joined_by_dots_and_arrays_have_a_row():
    assert outputs_of(thing(a=thing(b=TEXT), c=array(thing(d=thing(e=TEXT))), f=array(TEXT))) == [
        ("a.b", "string"),
        ("c", "array of object"),
        ("c.d.e", "string"),
        ("f", "array of string"),
    ]


def test_references_in_results_are_not_opened():
    assert outputs_of(thing(one=ref("A"), many=array(ref("A"))), A=thing(x=TEXT)) == [
        ("one", "A"),
        ("many", "array of A"),
    ]


def test_visibility_of_a_result_counts_on_the_way():
    hidden = Schema(type="object", visibility="internal", properties={"shown": TEXT})
    assert outputs_of(thing(group=hidden, items=array(thing(x=HIDDEN)), y=ref("H"), z=TEXT), H=HIDDEN) == [
        ("items", "array of object"),
        ("z", "string"),
    ]


def test_dictionary_has_no_row_but_an_unspecified_object_has():
    assert outputs_of(thing(dictionary=thing(), other=Schema(type="object"), last=TEXT)) == [
        ("other", "object"),
        ("last", "string"),
    ]


@pytest.mark.parametrize(
    ("schema", "row"),
    [
        (ref("A"), Row("Body", "", "A", description="About A.", definition="A")),
        (ref("Missing"), Row("Body", "", "Missing")),
        (array(ref("A")), Row("response", "", "array of A", definition="A")),
        (TEXT, Row("response", "", "string")),
        (thing(), Row("response", "", "object")),
        (thing(x=HIDDEN), Row("response", "", "object")),
        (Schema(type="string", format="binary", summary="File"), Row("File", "", "binary")),
        (Schema(type="boolean", title="Done", description="If so."), Row("Done", "", "boolean", description="If so.")),
        (Schema(type="object", properties={}, dynamic_schema={}), Row("response", "", "dynamic")),
    ],
)
def test_value_as_a_whole(schema, row):
    definition = Schema(type="object", description="About A.", properties={"x": TEXT})
    assert schema_rows(connector(A=definition), schema) == (row,)


def test_array_of_objects_as_a_whole():
    assert outputs_of(array(thing(x=TEXT))) == [("", "array of object"), ("x", "string")]


def response(schema: Schema | None) -> Response:
    return Response(schema=schema)


def test_only_definitions_a_maker_meets_are_listed():
    operation = Operation("get", "/x", responses={"200": response(ref("B")), "400": response(ref("Error"))})
    definitions = {
        "Error": thing(x=TEXT),
        "A": thing(back=array(ref("B"))),
        "B": thing(a=ref("A"), hidden=Schema(ref="#/definitions/H", visibility="internal")),
        "H": thing(x=TEXT),
    }
    assert listed_definitions(connector(operation, **definitions)) == ("A", "B")

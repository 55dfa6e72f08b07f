"""The rows a maker reads: what is opened, what is hidden, how types are written, and where circles end."""

from __future__ import annotations

import pytest

from connectorsmith.analysis.fields import fields
from connectorsmith.analysis.maker_inputs import InputRow, every_input_row, input_rows
from connectorsmith.analysis.maker_view import (
    OutputRow,
    listed_definitions,
    parameters,
    return_rows,
    returned,
    schema_rows,
    type_name,
)
from connectorsmith.model import Connector, Notification, Operation, Parameter, PathItem, Response, Schema

TEXT = Schema(type="string")
HIDDEN = Schema(type="string", visibility="internal")


def thing(**properties: Schema) -> Schema:
    return Schema(type="object", properties=properties)


def array(items: Schema, **attributes: str) -> Schema:
    return Schema(type="array", items=items, **attributes)


def ref(name: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}")


def connector(operation: Operation | None = None, item: PathItem | None = None, **definitions: Schema) -> Connector:
    operation = operation or Operation("get", "/x")
    base = item or PathItem()
    path = PathItem({operation.method: operation}, base.parameters, base.notification)
    return Connector("x", paths={operation.path: path}, definitions=definitions)


def inputs_of(body: Schema, required: bool = True, **definitions: Schema) -> list[tuple[str, str, bool]]:
    operation = Operation("post", "/x", parameters=(Parameter(None, "body", "body", required, schema=body),))
    return [(row.key, row.type, row.required) for row in input_rows(connector(operation, **definitions), operation)]


def outputs_of(schema: Schema, **definitions: Schema) -> list[tuple[str, str]]:
    return [(row.path, row.type) for row in schema_rows(connector(**definitions), schema)]


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        (TEXT, "string"),
        (Schema(type="string", format="uuid"), "uuid"),
        (Schema(type="string", format="date-time"), "date-time"),
        (Schema(type="string", format="binary"), "binary"),
        (Schema(type="string", format="byte"), "byte"),
        (Schema(type="string", format="email"), "email"),
        (Schema(type="string", format="password"), "string"),
        (Schema(type="file", format="binary"), "binary"),
        (Schema(type="integer"), "integer"),
        (Schema(type="integer", format="int64"), "integer"),
        (Schema(type="number"), "number"),
        (Schema(type="number", format="int32"), "integer"),
        (Schema(type="number", format="double"), "double"),
        (Schema(type="boolean"), "boolean"),
        (thing(), "object"),
        (Schema(properties={}), "object"),
        (Schema(), "any"),
        (ref("A.B"), "A.B"),
        (array(TEXT), "array of string"),
        (array(array(ref("A"))), "array of array of A"),
        (Schema(items=TEXT), "array of string"),
        (Schema(type="array"), "array"),
        (array(thing(a=TEXT)), "array of object"),
        (Schema(type="object", properties={}, dynamic_schema={}), "dynamic"),
        (array(Schema(dynamic_properties={})), "array of dynamic"),
    ],
)
def test_type_name(schema, name):
    assert type_name(schema) == name


def test_body_is_opened_to_its_leaves_by_their_own_key():
    order = Schema(type="object", required=("lines",), properties={"id": TEXT, "lines": array(ref("Line"))})
    line = Schema(type="object", required=("sku",), properties={"sku": TEXT, "tags": array(TEXT)})
    assert inputs_of(order, Line=line) == [
        ("id", "string", False),
        ("sku", "string", True),
        ("tags", "array of string", False),
    ]


def test_visibility_of_an_input_counts_on_the_leaf():
    hidden_group = Schema(type="object", visibility="internal", properties={"shown": TEXT, "hidden": HIDDEN})
    assert inputs_of(thing(group=hidden_group)) == [("shown", "string", False)]


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


def test_every_row_says_whether_a_maker_sees_it():
    fields = thing(url=Schema(type="string", notification_url=True), more=Schema(type="string", visibility="advanced"))
    body = Parameter(None, "body", "body", visibility="important", schema=fields)
    hidden = Parameter(None, "h", "body", visibility="advanced", schema=HIDDEN)
    operation = Operation("post", "/x", parameters=(Parameter(None, "q", "query", visibility="internal"), body, hidden))
    rows = list(every_input_row(connector(operation), operation))
    assert [(row.key, row.visibility) for row in rows] == [
        ("q", "internal"),
        ("url", "internal"),
        ("more", "advanced"),
        ("h", "internal"),
    ]
    assert list(input_rows(connector(operation), operation)) == [rows[2]]
    assert rows[2].schema.visibility == "advanced"


def test_path_parameters_come_first_unless_replaced():
    shared = (Parameter(None, "a", "path", required=True), Parameter(None, "b", "query"))
    operation = Operation("get", "/x", parameters=(Parameter(None, "c", "query"), Parameter(None, "b", "query", True)))
    found = parameters(connector(operation, PathItem(parameters=shared)), operation)
    assert [(parameter.name, parameter.required) for parameter in found] == [("a", True), ("c", None), ("b", True)]


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
    assert list(input_rows(found, operation)) == [InputRow("Day", "a", "date", False, "A day.", None, day)]


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
        (ref("A"), OutputRow("Body", "", "A", "About A.", "A")),
        (ref("Missing"), OutputRow("Body", "", "Missing")),
        (array(ref("A")), OutputRow("response", "", "array of A", "", "A")),
        (TEXT, OutputRow("response", "", "string")),
        (thing(), OutputRow("response", "", "object")),
        (thing(x=HIDDEN), OutputRow("response", "", "object")),
        (Schema(type="string", format="binary", summary="File"), OutputRow("File", "", "binary")),
        (Schema(type="boolean", title="Done", description="If so."), OutputRow("Done", "", "boolean", "If so.")),
        (Schema(type="object", properties={}, dynamic_schema={}), OutputRow("response", "", "dynamic")),
    ],
)
def test_value_as_a_whole(schema, row):
    definition = Schema(type="object", description="About A.", properties={"x": TEXT})
    assert schema_rows(connector(A=definition), schema) == (row,)


def test_array_of_objects_as_a_whole():
    assert outputs_of(array(thing(x=TEXT))) == [("", "array of object"), ("x", "string")]


def test_fields_with_all_of():
    base = Schema(type="object", required=("id",), properties={"id": TEXT, "kind": TEXT})
    whole = Schema(all_of=(ref("Base"), ref("Whole"), thing(kind=Schema(type="integer"))), properties={"own": TEXT})
    found = fields(connector(Base=base, Whole=whole), whole)
    assert [(name, schema.type, required) for name, schema, required in found] == [
        ("id", "string", True),
        ("kind", "integer", False),
        ("own", "string", False),
    ]


def response(schema: Schema | None) -> Response:
    return Response(schema=schema)


@pytest.mark.parametrize(
    ("responses", "wanted"),
    [
        ({"200": response(TEXT), "201": response(HIDDEN)}, TEXT),
        ({"400": response(HIDDEN), "202": response(None), "201": response(TEXT)}, TEXT),
        ({"default": response(HIDDEN), "200": response(TEXT)}, TEXT),
        ({"default": response(TEXT), "200": response(None)}, TEXT),
        ({"200": Response(ref="#/responses/Found")}, TEXT),
        ({"200": Response(ref="elsewhere.json")}, None),
        ({"404": response(TEXT)}, None),
        (None, None),
    ],
)
def test_what_is_returned(responses, wanted):
    operation = Operation("get", "/x", responses=responses)
    found = Connector("x", paths={"/x": PathItem({"get": operation})}, responses={"Found": response(TEXT)})
    assert returned(found, operation) == wanted
    assert len(return_rows(found, operation)) == (wanted is not None)


def test_webhook_returns_its_notification():
    operation = Operation("post", "/x", trigger="single", responses={"201": response(HIDDEN)})
    assert returned(connector(operation, PathItem(notification=Notification(schema=TEXT))), operation) == TEXT


def test_only_definitions_a_maker_meets_are_listed():
    operation = Operation("get", "/x", responses={"200": response(ref("B")), "400": response(ref("Error"))})
    definitions = {
        "Error": thing(x=TEXT),
        "A": thing(back=array(ref("B"))),
        "B": thing(a=ref("A"), hidden=Schema(ref="#/definitions/H", visibility="internal")),
        "H": thing(x=TEXT),
    }
    assert listed_definitions(connector(operation, **definitions)) == ("A", "B")


@pytest.mark.parametrize(
    ("start", "end"),
    [("A", "C"), ("B", "C"), ("X", "Z"), ("Y", "X"), ("Z", "Y"), ("W", "Z"), ("Missing", "Missing")],
)
def test_a_reference_is_followed_to_its_end_and_in_a_circle_to_the_last_before_its_start(start, end):
    names = {"A": "B", "B": "C", "X": "Y", "Y": "Z", "Z": "X", "W": "X"}
    definitions = {name: ref(other) for name, other in names.items()} | {"C": TEXT}
    for first in ("W", "Z", "A"):  # whatever was asked for before
        found = connector(**definitions)
        found.resolve(ref(first))
        assert found.resolve(ref(start)) == definitions.get(end, ref(end))

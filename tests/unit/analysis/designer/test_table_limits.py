"""Tables of values that are many or deep: each ends after so many values, says so, and needs no deep stack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from connectorsmith.analysis.designer.budget import LEFT_OUT, LEVELS, MOST_ROWS, MOST_VALUES
from connectorsmith.analysis.designer.tables import input_rows, listed_definitions, schema_rows
from connectorsmith.model import Connector, Operation, Parameter, PathItem, Response, Schema

TEXT = Schema(type="string")
HIDDEN = Schema(type="string", visibility="internal")
Make = Callable[[Schema], Schema]


def ref(name: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}")


def thing(**properties: Schema) -> Schema:
    return Schema(type="object", properties=properties)


def nested(levels: int, make: Make, last: Schema) -> Connector:
    """Definitions D0, D1 and so on, each made of the one after it, with an operation that is given the first."""
    definitions = {f"D{n}": make(ref(f"D{n + 1}")) for n in range(levels)} | {f"D{levels}": last}
    operation = Operation("post", "/x", parameters=(Parameter(None, "body", "body", True, schema=ref("D0")),))
    return Connector("x", paths={"/x": PathItem({"post": operation})}, definitions=definitions)


def keys(connector: Connector) -> list[str]:
    return [row.key or row.name for row in input_rows(connector, connector.operations[0])]


MANY: dict[str, Make] = {
    "properties": lambda inner: thing(**dict.fromkeys("abcde", inner)),
    "items": lambda inner: thing(**dict.fromkeys("abcde", Schema(items=inner))),
    "parts of properties": lambda inner: thing(**dict.fromkeys("abcde", Schema(all_of=(inner,)))),
}


@pytest.mark.parametrize("make", MANY.values(), ids=MANY)
def test_inputs_that_multiply_with_each_definition_are_cut(make):
    found = keys(nested(30, make, thing(end=TEXT)))
    assert found[-1] == LEFT_OUT
    assert {*found[:-1]} <= {*"abcde"}
    assert len(found) <= MOST_VALUES + 30


def test_inputs_that_a_maker_does_not_see_count():
    hidden = {f"f{n}": HIDDEN for n in range(MOST_VALUES)}
    assert keys(nested(0, MANY["items"], thing(**hidden, end=TEXT))) == [LEFT_OUT]


def test_inputs_just_within_the_limit_are_whole():
    values = {f"f{n}": TEXT for n in range(MOST_VALUES)}
    assert keys(nested(0, MANY["items"], thing(**values))) == [*values]
    assert keys(nested(0, MANY["items"], thing(**values, one=TEXT))) == [*values, LEFT_OUT]


def test_parameters_count():
    listed = tuple(Parameter(name=f"p{n}", location="query") for n in range(MOST_VALUES + 1))
    operation = Operation("get", "/x", parameters=listed)
    rows = list(input_rows(Connector("x", paths={"/x": PathItem({"get": operation})}), operation))
    assert [row.name for row in rows[-2:]] == [f"p{MOST_VALUES - 1}", LEFT_OUT]


def test_references_to_references_are_followed_to_the_last():
    assert keys(nested(4000, lambda inner: inner, thing(end=TEXT))) == ["end"]


@pytest.mark.parametrize(
    ("make", "kind"),
    [(lambda inner: thing(b=inner), "object"), (lambda inner: thing(b=Schema(items=inner)), "array of object")],
    ids=["properties", "lists"],
)
def test_inputs_are_opened_a_few_levels_deep(make, kind):
    connector = nested(4000, make, thing(end=TEXT))
    assert [(row.key, row.type) for row in input_rows(connector, connector.operations[0])] == [("b", kind)]


def test_results_that_multiply_with_each_level_are_cut():
    connector = nested(30, MANY["parts of properties"], thing(end=TEXT))
    rows = schema_rows(connector, connector.resolve(ref("D0")))
    assert rows[-1].name == LEFT_OUT
    assert len(rows) <= MOST_VALUES + 1


def test_results_without_a_row_count():
    groups = {f"f{n}": thing() for n in range(MOST_VALUES)}
    assert [row.name for row in schema_rows(Connector("x"), thing(**groups, end=TEXT))] == [LEFT_OUT]


def test_a_value_inside_itself_through_all_of_is_opened_once():
    tree = thing(name=TEXT, parent=Schema(all_of=(ref("Tree"),), description="One level up."))
    rows = schema_rows(Connector("x", definitions={"Tree": tree}), tree)
    assert [(row.key, row.type) for row in rows] == [
        ("name", "string"),
        ("parent.name", "string"),
        ("parent.parent", "object"),
    ]


def test_results_are_opened_a_few_levels_deep():
    connector = nested(200, lambda inner: thing(a=Schema(all_of=(inner,))), thing(end=TEXT))
    (row,) = schema_rows(connector, connector.resolve(ref("D0")))
    assert (row.key, row.type) == (".".join("a" * LEVELS), "object")


def test_definitions_are_listed_as_far_as_a_page_has_rows():
    wide = {f"f{n}": TEXT for n in range(999)}
    definitions = {f"D{n}": thing(**wide, next=ref(f"D{n + 1}")) for n in range(100)} | {"D100": TEXT}
    operation = Operation("get", "/x", responses={})
    connector = Connector("x", paths={"/x": PathItem({"get": operation})}, definitions=definitions)
    assert listed_definitions(connector) == ()
    connector = nested_result(definitions)
    assert len(listed_definitions(connector)) == MOST_ROWS // 1000


def nested_result(definitions: dict[str, Schema]) -> Connector:
    """A connector with an operation that gives back the first of some definitions."""
    operation = Operation("get", "/x", responses={"200": Response(schema=ref("D0"))})
    return Connector("x", paths={"/x": PathItem({"get": operation})}, definitions=definitions)

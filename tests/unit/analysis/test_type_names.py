"""How types are written, with references as links and opened."""

from __future__ import annotations

import pytest
from tests.unit.analysis.made_schemas import TEXT, array, ref, thing

from connectorsmith.analysis.type_names import opened_type, type_name
from connectorsmith.model import Connector, Schema


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


@pytest.mark.parametrize(
    ("schema", "name"),
    [(ref("A"), "array of string"), (array(ref("A")), "array of array of string"), (ref("B"), "array of array")],
)
def test_a_type_is_opened_through_references(schema, name):
    known = Connector("x", definitions={"A": array(TEXT), "B": array(ref("B"))})
    assert opened_type(known, schema) == name

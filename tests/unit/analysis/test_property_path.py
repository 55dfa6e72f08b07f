"""Paths through schemas: what is found, what may be there, what is not there, and where circles end."""

from __future__ import annotations

import pytest

from connectorsmith.analysis.property_path import ANYTHING, every_name, follow, is_open, known_paths
from connectorsmith.model import Connector, Schema

TEXT = Schema(type="string")
BARE = Schema(type="object")


def thing(**properties: Schema) -> Schema:
    return Schema(type="object", properties=properties)


def ref(name: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}")


CITY = thing(city=TEXT)
CONNECTOR = Connector(
    "shop",
    definitions={
        "City": CITY,
        "Link": ref("City"),
        "Loop": ref("Loop"),
        "Tree": thing(name=TEXT, parent=ref("Tree")),
        "Base": thing(id=TEXT),
        "Big": Schema(all_of=(ref("Base"), thing(size=TEXT))),
        "Open": Schema(all_of=(ref("Base"), BARE)),
    },
)
ORDER = thing(id=TEXT, address=ref("Link"), lines=Schema(type="array", items=thing(price=TEXT)), more=BARE)


@pytest.mark.parametrize(
    ("schema", "path", "found"),
    [
        (ORDER, "", ORDER),
        (ORDER, "id", TEXT),
        (ORDER, "address/city", TEXT),
        (ORDER, "/address/city/", TEXT),
        (ORDER, "lines/price", TEXT),
        (ORDER, "more/whatever/there/is", ANYTHING),
        (thing(**{"a/b": TEXT}), "a/b", TEXT),
        (ref("Tree"), "parent/parent/parent/name", TEXT),
        (ref("Big"), "id", TEXT),
        (ref("Big"), "size", TEXT),
        (ref("Open"), "anything", ANYTHING),
        (ref("Loop"), "x", ANYTHING),
        (ref("Unknown"), "x", ANYTHING),
        (Schema(type="array"), "x", ANYTHING),
        (ORDER, "ID", None),
        (ORDER, "address/town", None),
        (ORDER, "id/x", None),
        (ORDER, "nothing/at/all", None),
        (ref("Big"), "weight", None),
    ],
)
def test_follow(schema, path, found):
    assert follow(CONNECTOR, schema, path) == found


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (BARE, True),
        (Schema(), True),
        (Schema(type="object", properties={}), True),
        (Schema(type="object", properties={"a": TEXT}, additional_properties=True), True),
        (Schema(type="object", properties={"a": TEXT}, additional_properties=TEXT), True),
        (Schema(type="object", properties={"a": TEXT}, additional_properties=False), False),
        (Schema(type="object", properties={"a": TEXT}, dynamic_schema={"operationId": "A"}), True),
        (Schema(properties={"a": TEXT}, extra={"discriminator": "a"}), True),
        (ref("Unknown"), True),
        (ref("Open"), True),
        (ref("Big"), False),
        (TEXT, False),
        (ORDER, False),
    ],
)
def test_is_open(schema, expected):
    assert is_open(CONNECTOR, schema) is expected


def test_known_paths_go_two_levels_deep():
    assert list(known_paths(CONNECTOR, ORDER)) == ["id", "address", "address/city", "lines", "more"]


def test_known_paths_of_a_list_are_those_of_its_items():
    assert list(known_paths(CONNECTOR, Schema(type="array", items=CITY))) == ["city"]


def test_every_name_ends_with_circles():
    assert every_name(CONNECTOR, thing(tree=ref("Tree"), order=ORDER)) == {
        "tree",
        "name",
        "parent",
        "order",
        "id",
        "address",
        "city",
        "lines",
        "price",
        "more",
    }

"""Paths through schemas: what is found, what may be there, what is not there, and where circles end."""

from __future__ import annotations

import pytest

from connectorsmith.analysis.property_path import ANYTHING, follow, has_name, is_open, known_paths
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


@pytest.mark.parametrize(
    ("name", "there"),
    [*((name, True) for name in ("tree", "parent", "order", "city", "price", "more")), ("Tree", False), ("", False)],
)
def test_a_name_is_looked_for_in_definitions_and_the_search_ends_with_circles(name, there):
    assert has_name(CONNECTOR, thing(tree=ref("Tree"), order=ORDER), name) is there


def doubled(**keys: object) -> Connector:
    """Eight definitions, each of which takes the next one over twice."""
    parts = {f"D{n}": Schema(all_of=(ref(f"D{n + 1}"), ref(f"D{n + 1}"))) for n in range(8)}
    return Connector("x", definitions=parts | {"D8": Schema(properties={"a": TEXT}, **keys)})


def test_parts_of_parts_are_looked_at_once():
    assert not is_open(doubled(), ref("D0"))
    assert is_open(doubled(additional_properties=True), ref("D0"))
    assert follow(doubled(), ref("D0"), "a") == TEXT


def test_an_object_that_takes_over_too_much_may_have_any_field():
    parts = {f"D{n}": Schema(all_of=(ref(f"D{n + 1}"), ref(f"D{n + 1}"))) for n in range(30)}
    connector = Connector("x", definitions=parts | {"D30": Schema(properties={"a": TEXT})})
    assert follow(connector, ref("D0"), "b") is ANYTHING


def test_an_object_that_takes_itself_over_is_not_open_for_that():
    circle = Connector("x", definitions={"A": Schema(all_of=(ref("B"),)), "B": Schema(all_of=(ref("A"),))})
    assert not is_open(circle, ref("A"))


def test_a_path_of_more_names_than_a_file_is_deep_may_lead_anywhere():
    ring = Connector("x", definitions={"A": thing(a=ref("A"))})
    assert follow(ring, ref("A"), "/".join("a" * 100)) == ref("A")
    assert follow(ring, ref("A"), "/".join("a" * 101)) is ANYTHING


def test_known_paths_end_after_a_thousand():
    wide = thing(**{f"f{n}": ref("W") for n in range(999)})
    assert len(list(known_paths(Connector("x", definitions={"W": wide}), wide))) == 1000

"""The internal values of a schema: what is opened, what has a table of its own, and where circles end."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from connectorsmith.analysis.designer.tables import internal_rows
from connectorsmith.model import Connector, Schema

TEXT = Schema(type="string")
HIDDEN = Schema(type="string", visibility="internal")


def paths(schema: Schema, listed: tuple[str, ...] = (), **definitions: Schema) -> list[tuple[str, str]]:
    return [(row.key, row.type) for row in internal_rows(Connector("x", definitions=definitions), schema, listed)]


def ref(name: str, **more: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}", **more)


def test_only_what_is_internal():
    assert paths(Schema(properties={"a": TEXT, "b": HIDDEN})) == [("b", "string")]


def test_everything_inside_an_internal_object():
    inner = Schema(properties={"a": TEXT, "b": Schema(properties={"c": TEXT})}, visibility="internal")
    assert paths(Schema(properties={"x": inner})) == [("x.a", "string"), ("x.b.c", "string")]


def test_internal_values_inside_visible_objects_and_arrays():
    items = Schema(type="array", items=Schema(properties={"a": TEXT, "b": HIDDEN}))
    assert paths(Schema(properties={"x": Schema(properties={"y": items})})) == [("x.y.b", "string")]


def test_an_internal_array_has_a_row_and_those_of_its_items():
    items = Schema(type="array", items=ref("Item"), visibility="internal")
    found = paths(Schema(properties={"x": items}), Item=Schema(properties={"a": TEXT}))
    assert found == [("x", "array of Item"), ("x.a", "string")]


def test_a_definition_with_a_table_is_not_opened():
    found = paths(
        Schema(properties={"x": ref("Item", visibility="internal")}), ("Item",), Item=Schema(properties={"a": HIDDEN})
    )
    assert found == [("x", "Item")]


def test_what_a_visible_definition_hides_is_in_its_own_table():
    assert paths(Schema(properties={"x": ref("Item")}), ("Item",), Item=Schema(properties={"a": HIDDEN})) == []


def test_a_definition_inside_itself_ends():
    node = Schema(properties={"id": TEXT, "next": ref("Node")})
    found = paths(Schema(properties={"x": ref("Node", visibility="internal")}), Node=node)
    assert found == [("x.id", "string"), ("x.next", "Node")]


def test_a_result_that_is_a_definition_has_no_table():
    assert paths(ref("Item"), Item=Schema(properties={"a": HIDDEN})) == []


def test_definitions_with_a_table_are_not_copied():
    """Each of them has a table: as many copies would take time that grows with the square of their number."""

    class Asked(Collection[str]):
        def __contains__(self, name: object) -> bool:
            return name == "Item"

        def __len__(self) -> int:
            return 1

        def __iter__(self) -> Iterator[str]:
            raise AssertionError("copied")

    inner = ref("Item", visibility="internal")
    connector = Connector(
        "x", definitions={"Item": Schema(properties={"a": TEXT}), "Node": Schema(properties={"b": inner})}
    )
    schema = Schema(properties={"x": ref("Node", visibility="internal")})
    assert [row.key for row in internal_rows(connector, schema, Asked())] == ["x.b"]

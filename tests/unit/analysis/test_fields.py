"""The fields of an object: its own and those of its parts, in order, each part once."""

from __future__ import annotations

import pytest

from connectorsmith.analysis.fields import field_named, fields, inherits_too_much
from connectorsmith.model import Connector, Schema

TEXT, NUMBER = Schema(type="string"), Schema(type="number")


def ref(name: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}")


def listed(schema: Schema, **definitions: Schema) -> list[tuple[str, str | None, bool]]:
    found = fields(Connector("x", definitions=definitions), schema)
    return [(name, field.type, required) for name, field, required in found]


def test_fields_of_parts_come_first_and_the_last_part_wins():
    whole = Schema(all_of=(ref("A"), Schema(properties={"b": NUMBER})), properties={"c": TEXT}, required=("a", "c"))
    assert listed(whole, A=Schema(properties={"a": TEXT, "b": TEXT}, required=("b",))) == [
        ("a", "string", True),
        ("b", "number", True),
        ("c", "string", True),
    ]


def test_a_part_that_is_met_again_counts_once():
    parts = {f"D{n}": Schema(all_of=(ref(f"D{n + 1}"),) * 2, properties={f"f{n}": TEXT}) for n in range(8)}
    names = [name for name, _, _ in listed(parts["D0"], **parts, D8=Schema(properties={"end": TEXT}))]
    assert names == ["end", *(f"f{n}" for n in reversed(range(8)))]


@pytest.mark.parametrize("names", ["A", "AB"])
def test_a_circle_of_parts_ends(names):
    parts = {
        name: Schema(all_of=(ref(other),), properties={name.lower(): TEXT})
        for name, other in zip(names, names[1:] + names[:1], strict=True)
    }
    assert {name for name, _, _ in listed(parts["A"], **parts)} == set(names.lower())


def test_a_tower_needs_no_deep_stack_and_what_takes_over_too_much_has_its_own_fields_only():
    parts = {f"D{n}": Schema(all_of=(ref(f"D{n + 1}"),), properties={f"f{n}": TEXT}) for n in range(5000)}
    connector = Connector("x", definitions=parts)
    assert [name for name, _, _ in fields(connector, parts["D0"])] == ["f0"]
    assert inherits_too_much(connector, parts["D0"])
    assert not inherits_too_much(connector, parts["D4500"])
    assert len([*fields(connector, parts["D4500"])]) == 500


def test_field_by_its_name():
    connector = Connector("x", definitions={"A": Schema(properties={"a": TEXT})})
    assert field_named(connector, Schema(properties={"a": NUMBER}), "a") == NUMBER
    assert field_named(connector, Schema(all_of=(ref("A"),)), "a") == TEXT
    assert field_named(connector, Schema(all_of=(ref("A"),)), "b") is None
    assert field_named(connector, TEXT, "a") is None


def test_an_object_that_is_a_part_of_itself_counts_once():
    base = Schema(type="object", required=("id",), properties={"id": TEXT, "kind": TEXT})
    whole = Schema(all_of=(ref("Base"), ref("Whole"), Schema(properties={"kind": NUMBER})), properties={"own": TEXT})
    assert listed(whole, Base=base, Whole=whole) == [
        ("id", "string", True),
        ("kind", "number", False),
        ("own", "string", False),
    ]

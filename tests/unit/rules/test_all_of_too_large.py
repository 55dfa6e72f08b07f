"""The limit of what an object takes over, to the part; as a case it would be a file of thousands of lines."""

from __future__ import annotations

import pytest

from connectorsmith.analysis.fields import MOST_INHERITED
from connectorsmith.diagnostics import SPEC
from connectorsmith.model import Connector, Schema
from connectorsmith.rules.required.all_of_too_large import check


def definition(name: str) -> Schema:
    return Schema(ref=f"#/definitions/{name}")


def messages(**definitions: Schema) -> list[tuple[str, str]]:
    return [(str(one.at), one.message) for one in check.check(Connector("x", definitions=definitions))]


@pytest.mark.parametrize(("fields", "wanted"), [(MOST_INHERITED - 1, []), (MOST_INHERITED, ["/definitions/A/allOf"])])
def test_fields_of_a_part_count_and_the_part(fields, wanted):
    part = Schema(properties={f"f{number}": Schema(type="string") for number in range(fields)})
    whole = Schema(all_of=(definition("B"),), at=SPEC / "definitions" / "A")
    assert [at for at, _ in messages(A=whole, B=part)] == wanted


def test_own_fields_do_not_count():
    own = {f"f{number}": Schema(type="string") for number in range(MOST_INHERITED + 1)}
    assert messages(A=Schema(all_of=(definition("B"),), properties=own), B=Schema(properties={})) == []


def test_parts_of_parts_count_as_often_as_they_are_named():
    twice = {f"D{n}": Schema(all_of=(definition(f"D{n + 1}"),) * 2, at=SPEC / f"D{n}") for n in range(12)}
    message = "this object takes over more than 2,000 parts and fields with allOf"
    found = messages(**twice, D12=Schema(properties={}))
    assert found == [(f"/D{n}/allOf", message) for n in range(3)]  # D2 takes over 2 ** 11 - 2 parts, D3 half of them


def test_an_object_that_takes_itself_over_is_not_endless():
    assert messages(A=Schema(all_of=(definition("B"),)), B=Schema(all_of=(definition("A"),))) == []

"""Oneflow and WorkPoint: every row of their reference pages, in the generated package and in the generated page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from tests.reference import page as pages
from tests.reference.read_package import Package

KEPT = {name: pages.with_deviations(pages.kept(name), name) for name in ("oneflow", "workpoint")}


def each(arguments: str, rows: Callable[[str], Mapping[str, tuple[object, ...]]]) -> pytest.MarkDecorator:
    """Make one test for each row of each connector; ``rows`` gives those of one, by the end of the test's name."""
    found = [(name, entry, values) for name in KEPT for entry, values in rows(name).items()]
    cases = [pytest.param(name, *values, id=f"{name}-{entry}") for name, entry, values in found]
    return pytest.mark.parametrize(f"name, {arguments}", cases)


each_connector = pytest.mark.parametrize("name", KEPT)
each_operation = each("wanted", lambda name: {wanted.id: (wanted,) for wanted in KEPT[name].operations})
each_request = each("operation, line", lambda name: {id_: (id_, line) for id_, line in pages.requests(name).items()})
each_input = each("owner, count, wanted", lambda name: pages.numbered({o.id: o.inputs for o in KEPT[name].operations}))
each_output = each(
    "owner, count, wanted", lambda name: pages.numbered({o.id: o.outputs for o in KEPT[name].operations})
)
each_definition = each("definition", lambda name: {definition: (definition,) for definition in KEPT[name].definitions})
each_field = each("owner, count, wanted", lambda name: pages.numbered(KEPT[name].definitions))
each_limit = each("limit", lambda name: {limit[0]: (limit,) for limit in KEPT[name].limits})
each_connection_parameter = each(
    "place, wanted", lambda name: {row.key: (place, row) for place, row in enumerate(KEPT[name].connection)}
)


@each_connector
def test_no_other_operations(page, name):
    assert {operation.id for operation in page.actions} == {operation.id for operation in KEPT[name].actions}
    assert {operation.id for operation in page.triggers} == {operation.id for operation in KEPT[name].triggers}


@each_request
def test_request(swagger, operation, line):
    assert Package(swagger).requests()[operation] == line


@each_operation
def test_parameters_and_results_in_order(page, wanted):
    found = page.operation(wanted.id)
    assert pages.names(found.inputs) == pages.names(wanted.inputs)
    assert pages.names(found.outputs) == pages.names(wanted.outputs)


@each_input
def test_parameter(page, owner, count, wanted):
    assert pages.pick(page.operation(owner).inputs, wanted, count) == wanted


@each_output
def test_result(page, owner, count, wanted):
    assert pages.pick(page.operation(owner).outputs, wanted, count) == wanted


@each_connector
def test_no_other_definitions(page, name):
    assert set(page.definitions) == set(KEPT[name].definitions)


@each_definition
def test_fields_in_order(page, name, definition):
    assert pages.names(page.definitions[definition]) == pages.names(KEPT[name].definitions[definition])


@each_field
def test_field(page, owner, count, wanted):
    assert pages.pick(page.definitions[owner], wanted, count) == wanted


@each_limit
def test_limit(page, limit):
    assert limit in page.limits


@each_connector
def test_no_other_limits(page, name):
    assert len(page.limits) == len(KEPT[name].limits)


@each_connection_parameter
def test_connection_parameter(page, place, wanted):
    found = page.connection[place]
    assert (found.type, found.required) == (wanted.type, wanted.required)
    assert found.key in ("", wanted.key)


@each_connector
def test_no_other_connection_parameters(page, name):
    assert len(page.connection) == len(KEPT[name].connection)

"""Oneflow: every row of its reference page, in the generated package and in the generated page."""

from __future__ import annotations

import pytest
from tests.reference import page as pages
from tests.reference.read_package import Package

NAME = "oneflow"
KEPT, REQUESTS = pages.kept(NAME)


def test_no_other_operations(page):
    assert {operation.id for operation in page.actions} == {operation.id for operation in KEPT.actions}
    assert {operation.id for operation in page.triggers} == {operation.id for operation in KEPT.triggers}


@pytest.mark.parametrize(("operation", "request_line"), REQUESTS.items(), ids=REQUESTS)
def test_request(swagger, operation, request_line):
    assert Package(swagger).requests()[operation] == request_line


@pages.each_operation(KEPT)
def test_parameters_and_results_in_order(page, wanted):
    found = page.operation(wanted.id)
    assert pages.names(found.inputs) == pages.names(wanted.inputs)
    assert pages.names(found.outputs) == pages.names(wanted.outputs)


@pages.each_input(KEPT)
def test_parameter(page, owner, count, wanted):
    assert pages.pick(page.operation(owner).inputs, wanted, count) == wanted


@pages.each_output(KEPT)
def test_result(page, owner, count, wanted):
    assert pages.pick(page.operation(owner).outputs, wanted, count) == wanted


def test_no_other_definitions(page):
    assert set(page.definitions) == set(KEPT.definitions)


@pytest.mark.parametrize("name_of_definition", KEPT.definitions)
def test_fields_in_order(page, name_of_definition):
    assert pages.names(page.definitions[name_of_definition]) == pages.names(KEPT.definitions[name_of_definition])


@pages.each_field(KEPT)
def test_field(page, owner, count, wanted):
    assert pages.pick(page.definitions[owner], wanted, count) == wanted


@pytest.mark.parametrize("limit", KEPT.limits, ids=[limit[0] for limit in KEPT.limits])
def test_limit(page, limit):
    assert limit in page.limits


def test_no_other_limits(page):
    assert len(page.limits) == len(KEPT.limits)


@pytest.mark.parametrize("place", range(len(KEPT.connection)), ids=[row.key for row in KEPT.connection])
def test_connection_parameter(page, place):
    found, wanted = page.connection[place], KEPT.connection[place]
    assert (found.type, found.required) == (wanted.type, wanted.required)
    assert found.key in ("", wanted.key)


def test_no_other_connection_parameters(page):
    assert len(page.connection) == len(KEPT.connection)

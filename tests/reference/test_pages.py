"""Oneflow and WorkPoint: every row of their reference pages, in the generated package and in the generated page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.reference import page as pages
from tests.reference.page import Row
from tests.reference.read_package import Package

KEPT = {name: pages.with_deviations(pages.kept(name), name) for name in ("oneflow", "workpoint")}


each_connector = pytest.mark.parametrize("name", KEPT)


def differing(found: Mapping[str, tuple[Row, ...]], kept: Mapping[str, tuple[Row, ...]]) -> dict[str, Row | None]:
    """The rows of kept tables that are missing or other in the tables that were found, each by its kept name."""
    rows = {name: (pages.pick(found.get(owner, ()), row, count), row)
            for name, (owner, count, row) in pages.numbered(kept).items()}  # fmt: skip
    assert rows
    return {name: other for name, (other, row) in rows.items() if other != row}


@each_connector
def test_no_other_operations(page, name):
    assert {operation.id for operation in page.actions} == {operation.id for operation in KEPT[name].actions}
    assert {operation.id for operation in page.triggers} == {operation.id for operation in KEPT[name].triggers}


@each_connector
def test_requests(swagger, name):
    found = Package(swagger).requests()
    assert {operation: found.get(operation) for operation in pages.requests(name)} == pages.requests(name)


@each_connector
def test_parameters_and_results_in_order(page, name):
    for wanted in KEPT[name].operations:
        found = page.operation(wanted.id)
        assert pages.names(found.inputs) == pages.names(wanted.inputs), wanted.id
        assert pages.names(found.outputs) == pages.names(wanted.outputs), wanted.id


@each_connector
def test_parameters(page, name):
    kept = {one.id: one.inputs for one in KEPT[name].operations}
    assert differing({owner: page.operation(owner).inputs for owner in kept}, kept) == {}


@each_connector
def test_results(page, name):
    kept = {one.id: one.outputs for one in KEPT[name].operations}
    assert differing({owner: page.operation(owner).outputs for owner in kept}, kept) == {}


@each_connector
def test_no_other_definitions(page, name):
    assert set(page.definitions) == set(KEPT[name].definitions)


@each_connector
def test_fields_in_order(page, name):
    kept = KEPT[name].definitions
    found = {definition: pages.names(page.definitions[definition]) for definition in kept}
    assert found == {definition: pages.names(rows) for definition, rows in kept.items()}


@each_connector
def test_fields(page, name):
    assert differing(page.definitions, KEPT[name].definitions) == {}


@each_connector
def test_limits(page, name):
    assert [limit for limit in KEPT[name].limits if limit not in page.limits] == []


@each_connector
def test_no_other_limits(page, name):
    assert len(page.limits) == len(KEPT[name].limits)


@each_connector
def test_connection_parameters(page, name):
    for found, wanted in zip(page.connection, KEPT[name].connection, strict=True):
        assert (found.type, found.required) == (wanted.type, wanted.required), wanted.key
        assert found.key in ("", wanted.key)


@each_connector
def test_no_other_connection_parameters(page, name):
    assert len(page.connection) == len(KEPT[name].connection)

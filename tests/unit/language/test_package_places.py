"""The place in a spec of what is at a place in its package."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith import load
from connectorsmith.language.package_places import spec_place

ROOT = Path(__file__).parents[2] / "cases" / "mock"
ORDERS = ("apiDefinition", "paths", "/shops/{shop}/orders")
PLACES = {
    "/paths/~1shops~1{shop}~1orders": ORDERS,
    "/paths/~1nothing": ("apiDefinition", "paths", "/nothing", "get"),
    "/actions/ListOrders/summary": (*ORDERS, "get", "summary"),
    "/actions/ListOrders/parameters/1/minimum": (*ORDERS, "get", "parameters", "query limit", "minimum"),
    "/parameters/order/schema/properties/title": (
        *ORDERS,
        "post",
        "parameters",
        "body",
        "schema",
        "properties",
        "title",
    ),
    "/actions/ListOrders/responses/200/properties/count/format": (
        *(*ORDERS, "get", "responses", "200"),
        *("schema", "properties", "count", "format"),
    ),
    "/definitions/Order/properties/title/summary": (
        *("apiDefinition", "definitions", "Order"),
        *("properties", "title", "x-ms-summary"),
    ),
    "/definitions/Nothing": ("apiDefinition", "definitions", "Nothing", "type"),
    "/policies/0": ("apiProperties", "properties", "policyTemplateInstances", 0),
    "/info/title": ("apiDefinition", "info", "title"),
}


@pytest.fixture(scope="module")
def connector():
    return load("shop", ROOT)


@pytest.mark.parametrize(("place", "keys"), PLACES.items(), ids=PLACES)
def test_place_in_the_spec(place, keys, connector):
    assert str(spec_place(connector, keys)) == place

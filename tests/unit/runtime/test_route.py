"""Requests and the operations they are meant for."""

import pytest

from connectorsmith.importers import swagger
from connectorsmith.model import Connector
from connectorsmith.runtime.route import find_route

PATHS = {
    "/orders": {"get": "List", "post": "Create"},
    "/orders/{id}": {"get": "Read"},
    "/orders/mine": {"get": "Mine"},
    "/orders/{id}/lines/{line}/": {"delete": "Remove"},
    "/fields/c::{name}": {"put": "Field"},
    "/files('{name}')/$value": {"get": "File"},
}
CONNECTOR = Connector("c", **swagger.definition({
    "swagger": "2.0",
    "paths": {path: {method: {"operationId": name} for method, name in item.items()} for path, item in PATHS.items()},
}))  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "operation", "variables"),
    [
        ("GET /orders", "List", {}),
        ("POST /orders/", "Create", {}),
        ("GET /orders/7", "Read", {"id": "7"}),
        ("GET /orders/", "Read", {"id": ""}),
        ("GET /orders/mine", "Mine", {}),
        ("GET /orders/a%2Fb", "Read", {"id": "a%2Fb"}),
        ("GET /orders/%252F", "Read", {"id": "%252F"}),
        ("DELETE /orders/7/lines/8", "Remove", {"id": "7", "line": "8"}),
        ("PUT /fields/c::total", "Field", {"name": "total"}),
        ("PUT /fields/c%3A%3Aa%20b", "Field", {"name": "a%20b"}),
        ("GET /files('a.pdf')/$value", "File", {"name": "a.pdf"}),
        ("GET /files%28%27a.pdf%27%29/%24value", "File", {"name": "a.pdf"}),
        ("PATCH /orders/7", None, {}),
        ("GET /orders/7/8", None, {}),
        ("GET /", None, {}),
    ],
)
def test_route(sent, operation, variables):
    method, path = sent.split(" ")
    found = find_route(CONNECTOR, method, path)
    assert (found and found.operation.id, found.variables if found else {}) == (operation, variables)

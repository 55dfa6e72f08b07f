"""The flat lists of a connector: everything once, shared things too, and places in the list that names them."""

from __future__ import annotations

from connectorsmith.analysis.all_parts import (
    below,
    listed_parameters,
    written_parameters,
    written_responses,
    written_schemas,
)
from connectorsmith.diagnostics import SPEC
from connectorsmith.model import Connector, Notification, Operation, Parameter, PathItem, Response, Schema

AT = SPEC / "actions" / "Get"
SHARED = Parameter(name="shared", location="query", value=Schema(title="shared"), at=SPEC / "parameters" / "shared")
OWN = Parameter(name="own", location="body", schema=Schema(title="body", items=Schema(title="item")), at=AT / "body")
ON_PATH = Parameter(name="path", value=Schema(title="path"))
AT_ROOT = Parameter(name="root", value=Schema(title="root"))
ERROR = Response(schema=Schema(title="error"), headers={"X": Schema(title="header")})
USUAL = Response(schema=Schema(title="usual"))


def operation(method: str) -> Operation:
    return Operation(method, "/a", parameters=(SHARED, OWN), responses={"400": ERROR}, at=AT)


CONNECTOR = Connector(
    "shop",
    paths={
        "/a": PathItem(
            {"get": operation("get"), "put": operation("put")}, (ON_PATH,), Notification(schema=Schema(title="notice"))
        )
    },
    definitions={"A": Schema(title="definition", properties={"b": Schema(title="property")})},
    parameters={"root": AT_ROOT},
    responses={"usual": USUAL},
)


def test_parameters_come_once():
    assert [one.name for one in written_parameters(CONNECTOR)] == ["root", "path", "shared", "own"]


def test_responses_come_once():
    assert list(written_responses(CONNECTOR)) == [USUAL, ERROR]


def test_schemas_come_once_with_those_inside():
    titles = [schema.title for schema in written_schemas(CONNECTOR) if schema.title]
    assert titles == [
        "definition",
        "property",
        "root",
        "path",
        "shared",
        "body",
        "item",
        "usual",
        "error",
        "header",
        "notice",
    ]


def test_empty_connector_has_no_parts():
    empty = Connector("empty", paths=None)
    assert [*written_parameters(empty), *written_responses(empty), *written_schemas(empty)] == []


def test_shared_parameter_has_its_place_in_the_list_of_the_operation():
    listed = list(listed_parameters(operation("get")))
    assert listed == [(SHARED, AT / "parameters" / 0), (OWN, AT / "body")]


def test_below():
    assert below(AT / "body" / "a", AT)
    assert not below(AT, AT)
    assert not below(SPEC / "parameters", AT)

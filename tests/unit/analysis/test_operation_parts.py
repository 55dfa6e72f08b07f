"""The parameters of an operation, what it gives back, and where references lead."""

from __future__ import annotations

import pytest
from tests.unit.analysis.made_schemas import HIDDEN, TEXT, connector, ref

from connectorsmith.analysis.operation_parts import parameters, returned
from connectorsmith.model import Connector, Notification, Operation, Parameter, PathItem, Response, Schema


def response(schema: Schema | None) -> Response:
    return Response(schema=schema)


def test_path_parameters_come_first_unless_replaced():
    shared = (Parameter(None, "a", "path", required=True), Parameter(None, "b", "query"))
    operation = Operation("get", "/x", parameters=(Parameter(None, "c", "query"), Parameter(None, "b", "query", True)))
    found = parameters(connector(operation, PathItem(parameters=shared)), operation)
    assert [(parameter.name, parameter.required) for parameter in found] == [("a", True), ("c", None), ("b", True)]


@pytest.mark.parametrize(
    ("responses", "wanted"),
    [
        ({"200": response(TEXT), "201": response(HIDDEN)}, TEXT),
        ({"400": response(HIDDEN), "202": response(None), "201": response(TEXT)}, TEXT),
        ({"default": response(HIDDEN), "200": response(TEXT)}, TEXT),
        ({"default": response(TEXT), "200": response(None)}, TEXT),
        ({"200": Response(ref="#/responses/Found")}, TEXT),
        ({"200": Response(ref="elsewhere.json")}, None),
        ({"404": response(TEXT)}, None),
        (None, None),
    ],
)
def test_what_is_returned(responses, wanted):
    operation = Operation("get", "/x", responses=responses)
    found = Connector("x", paths={"/x": PathItem({"get": operation})}, responses={"Found": response(TEXT)})
    assert returned(found, operation) == wanted


def test_webhook_returns_its_notification():
    operation = Operation("post", "/x", trigger="single", responses={"201": response(HIDDEN)})
    assert returned(connector(operation, PathItem(notification=Notification(schema=TEXT))), operation) == TEXT


@pytest.mark.parametrize(
    ("start", "end"),
    [("A", "C"), ("B", "C"), ("X", "Z"), ("Y", "X"), ("Z", "Y"), ("W", "Z"), ("Missing", "Missing")],
)
def test_a_reference_is_followed_to_its_end_and_in_a_circle_to_the_last_before_its_start(start, end):
    names = {"A": "B", "B": "C", "X": "Y", "Y": "Z", "Z": "X", "W": "X"}
    definitions = {name: ref(other) for name, other in names.items()} | {"C": TEXT}
    for first in ("W", "Z", "A"):  # whatever was asked for before
        found = connector(**definitions)
        found.resolve(ref(first))
        assert found.resolve(ref(start)) == definitions.get(end, ref(end))

"""How many runs an output of a trigger starts."""

import pytest

from connectorsmith.analysis.split_on import runs_of, split_path
from connectorsmith.importers import swagger
from connectorsmith.model import Connector

LIST = {"type": "array", "items": {"type": "object"}}
INTERNAL = {"type": "string", "x-ms-visibility": "internal"}


def connector(schema, trigger="batch"):
    operation = {"operationId": "T", "x-ms-trigger": trigger, "responses": {"200": {"schema": schema}}}
    return Connector("c", **swagger.definition({"swagger": "2.0", "paths": {"/t": {"get": operation}}}))


@pytest.mark.parametrize(
    ("schema", "value", "path", "runs"),
    [
        (LIST, [{}, {}, {}], (), 3),
        ({"type": "object", "properties": {"value": LIST}}, {"value": [{}, {}]}, ("value",), 2),
        ({"type": "object", "properties": {"id": INTERNAL, "value": LIST}}, {"value": []}, ("value",), 0),
        ({"type": "object", "properties": {"count": {"type": "integer"}, "value": LIST}}, {"value": [{}, {}]}, None, 1),
        ({"type": "object", "properties": {"value": LIST}}, {"other": 1}, ("value",), 1),
        ({"type": "string"}, "text", None, 1),
    ],
)
def test_runs(schema, value, path, runs):
    found = connector(schema)
    operation = found.operation("T")
    written = operation.responses["200"].schema
    assert split_path(found, written) == path
    assert runs_of(found, operation, written, value) == runs


def test_trigger_of_single_things_starts_one_run():
    found = connector(LIST, "single")
    operation = found.operation("T")
    assert runs_of(found, operation, operation.responses["200"].schema, [{}, {}]) == 1

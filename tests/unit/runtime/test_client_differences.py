"""Where a flow and an app do not send the same."""

from __future__ import annotations

import pytest
from tests.unit.runtime.stand_ins import connector

from connectorsmith.runtime.client_differences import client_differences
from connectorsmith.runtime.gateway import Call

ID = {"name": "id", "in": "path", "required": True, "type": "string"}


@pytest.mark.parametrize(
    ("parameters", "inputs", "expected"),
    [
        ([ID], {"id": "a b"}, []),
        ([ID], {"id": "it's"}, ["path: a flow sends /items/it's, an app /items/it%27s"]),
        (
            [ID, {"name": "v", "in": "query", "type": "string", "default": "1", "x-ms-visibility": "internal"}],
            {"id": "1"},
            ["query parameter v: a flow sends 1, an app nothing"],
        ),
        (
            [ID, {"name": "X", "in": "header", "type": "string"}],
            {"id": "1", "X": ""},
            ["header X: a flow sends nothing, an app "],
        ),
        (
            [ID, {"name": "b", "in": "body", "schema": {"type": "object", "properties": {"a": {"type": "string"}}}}],
            {"id": "1", "body": {"a": "x", "c": 1}},
            ['body: a flow sends {"a":"x","c":1}, an app {"a":"x"}'],
        ),
        ([ID], {}, []),
        (
            [ID, {"name": "f", "in": "formData", "type": "file"}],
            {"id": "1", "f": {"$content": "YQ==", "filename": "a.txt"}},
            [
                'body: a flow sends Content-Disposition: form-data; name="f"; filename="a.txt", '
                'an app Content-Disposition: form-data; name="f"; filename="f"'
            ],
        ),
        (
            [ID, {"name": "c", "in": "query", "type": "string", "deprecated": True}],
            {"id": "1"},
            [
                "the call: a flow sends a request, an app no request, since an app cannot call Op: "
                "the parameter c is deprecated"
            ],
        ),
    ],
)
def test_differences(parameters, inputs, expected):
    operation = {"operationId": "Op", "responses": {}, "parameters": parameters}
    one = connector({"paths": {"/items/{id}": {"post": operation}}})
    assert [str(found) for found in client_differences(one, one.operations[0], Call("Op", inputs))] == expected

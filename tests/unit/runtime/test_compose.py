"""The requests that the clients make of a maker's values; each case has both side by side."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.yaml_files import yaml_value

from connectorsmith.importers.swagger import definition
from connectorsmith.model import Connector
from connectorsmith.runtime.compose import Composed, compose
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.inputs import CannotCompose

FOLDER = Path(__file__).parents[2] / "cases" / "compose"
CASES = [case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml_value(file)]
CLIENTS = [(case, client) for case in CASES for client in ("flow", "app", "agent") if client in case or "both" in case]


def composed(case: dict[str, Any], client: Any) -> Composed:
    operation = {"operationId": "Op", "responses": {}, "parameters": case["parameters"]}
    operation |= {key: case[key] for key in ("consumes", "x-ms-headers", "x-ms-trigger", "callbacks") if key in case}
    paths = {case.get("path", "/items"): {case.get("method", "post"): operation}}
    connector = Connector("c", **definition({"paths": paths, "definitions": case.get("definitions", {})}))
    inputs = {key: value.encode() if case.get("bytes") == key else value for key, value in case["inputs"].items()}
    (found,) = connector.operations
    return compose(connector, found, Call("Op", inputs, client, case.get("callback")))


@pytest.mark.parametrize(
    ("case", "client"), CLIENTS, ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_request(case, client):
    expected = case.get(client, case.get("both"))
    if "refused" in expected:
        with pytest.raises(CannotCompose, match=re.escape(expected["refused"])):
            composed(case, client)
        return
    found = composed(case, client)
    assert expected.keys() <= {"path", "query", "headers", "body", "notes"}
    for word, value in expected.items():
        assert shown(getattr(found, word), word, value) == value, word
    if "body" not in expected:
        assert found.body == b""


def shown(found: Any, word: str, expected: Any) -> Any:
    if word == "headers":
        return dict(found)
    if word == "notes":
        return list(found)
    if word == "body":
        return found.decode().replace("\r\n", "\n") if isinstance(expected, str) else json.loads(found)
    return found


def test_every_case_names_a_client_and_a_source():
    assert [case["name"] for case in CASES if not {"flow", "app", "agent", "both"} & case.keys()] == []
    assert [case["name"] for case in CASES if not case.get("source")] == []
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_definitions_that_multiply_at_each_level_are_composed():
    """Three times at each of 30 levels: opening every one of them would never end."""
    levels = {
        f"D{level}": {"properties": {name: {"$ref": f"#/definitions/D{level + 1}"} for name in "abc"}}
        for level in range(30)
    }
    body = {"name": "body", "in": "body", "required": True, "schema": {"$ref": "#/definitions/D0"}}
    document = {
        "paths": {"/x": {"post": {"operationId": "Op", "responses": {}, "parameters": [body]}}},
        "definitions": {**levels, "D30": {"properties": {"end": {"type": "string"}}}},
    }
    connector = Connector("c", **definition(document))
    found = compose(connector, connector.operations[0], Call("Op", {"body/a/b/end": "x"}))
    assert json.loads(found.body) == {"a": {"b": {"end": "x"}}}

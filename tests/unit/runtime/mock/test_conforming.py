"""Every operation of our connectors gets an answer from the mock that fits its schema."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from tests.unit.runtime.mock.requests import faults, valid

from connectorsmith import load, render
from connectorsmith.runtime.mock.backend import MockBackend

ROOT = Path(__file__).parents[4]
CONNECTORS = {name: load(name, ROOT) for name in ("oneflow", "workpoint")}
DEFINITIONS = {name: json.loads(render(one)["apiDefinition.swagger.json"]) for name, one in CONNECTORS.items()}
OPERATIONS = [(name, one.id) for name, connector in CONNECTORS.items() for one in connector.operations]


@pytest.mark.parametrize(("name", "operation_id"), OPERATIONS)
def test_operation(name, operation_id):
    connector = CONNECTORS[name]
    operation = connector.operation(operation_id)
    response = asyncio.run(MockBackend(connector).send(valid(connector, operation)))
    assert 200 <= response.status < 300, response.body
    assert faults(DEFINITIONS[name], operation, response) == []


@pytest.mark.parametrize("name", CONNECTORS)
def test_errors_fit_the_definition_too(name):
    connector = CONNECTORS[name]
    for operation in connector.operations:
        request = valid(connector, operation)
        declared = [code for code in operation.responses or {} if code.isdigit() and int(code) >= 400]
        for code in declared:
            asked = type(request)(request.method, request.url, (*request.headers, ("x-mock-fault", code)), request.body)
            response = asyncio.run(MockBackend(connector).send(asked))
            assert str(response.status) == code
            assert faults(DEFINITIONS[name], operation, response) == []


def test_answers_are_the_same_on_every_run():
    connector = CONNECTORS["oneflow"]
    request = valid(connector, connector.operation("GetContract"))
    first, second = (asyncio.run(MockBackend(connector).send(request)) for _ in range(2))
    assert first == second

"""Published connectors run: every policy is known, every request can be sent, and nothing but an answer comes out."""

from __future__ import annotations

import asyncio
from collections import Counter as Counts
from pathlib import Path
from typing import Any

import pytest
from tests.unit.runtime.stand_ins import Counter, Service, gateway, ok

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.model import Connector, Operation, Parameter
from connectorsmith.runtime.execute import execute
from connectorsmith.runtime.gateway import Call
from connectorsmith.runtime.inputs import CannotCompose
from connectorsmith.runtime.message import Request
from connectorsmith.workspace.open import open_target
from connectorsmith.workspace.targets import Target

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
VALUES: dict[str | None, Any] = {
    "array": ["a b", "c"],
    "integer": 3,
    "number": 1.5,
    "boolean": True,
    "object": {"x": "y"},
}


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus")
def test_every_operation_of_published_connectors_is_answered(sample):
    statuses: Counts[int] = Counts()
    for file in sample(sorted(CORPUS.rglob("apiDefinition.swagger.json")), 20):
        connector = open_target(Target(file.parent.name, file.parent)).connector
        if connector is not None:
            for operation in connector.operations:
                statuses.update(answered(connector, operation))
    assert statuses.total() > 100
    assert statuses.keys() <= {200, 202, 500}
    assert statuses[500] < statuses.total() / 20


def answered(connector: Connector, operation: Operation) -> list[int]:
    """The status for each client that makes a request of invented values."""
    names = (connector.properties and connector.properties.connection_parameters) or {}
    one = gateway(
        connector, Service(*[answer] * 9), values=dict.fromkeys(names, "a-value-1"), tokens={"token": "a-token-1"},
        counter=Counter(), bare=False,
    )  # fmt: skip
    inputs = {
        parameter.name or "": invented(parameter)
        for parameter in parameters(connector, operation)
        if parameter.required and parameter.location != "body"
    }
    found = []
    for client in ("flow", "app"):
        try:
            call = Call(operation.id or "", inputs, client, "https://callback.example.com")  # type: ignore[arg-type]
            found.append(asyncio.run(execute(one, call)).response.status)
        except CannotCompose:
            continue
    return found


def invented(parameter: Parameter) -> Any:
    return VALUES.get(parameter.content.type, "a/b ü?")


def answer(request: Request) -> Any:
    """An address must hold nothing that cannot be sent."""
    assert request.url.isascii()
    assert not any(character.isspace() for character in request.url)
    return ok(b'{"value": [{"id": 1}], "access_token": "a-token-2"}')

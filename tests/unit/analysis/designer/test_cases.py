"""The cards of the designer: fields, tokens and signatures, each as far as its case says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins
from tests.yaml_files import yaml_value

from connectorsmith.analysis.designer.operations import operation_view
from connectorsmith.analysis.designer.shapes import FieldView, OperationView
from connectorsmith.importers.swagger import definition
from connectorsmith.model import Connector
from connectorsmith.model.connector import Info

FOLDER = Path(__file__).parents[3] / "cases" / "designer"


def cases(name: str) -> list[Any]:
    found = yaml_value(FOLDER / name)
    return [pytest.param(case, id=case["name"]) for case in found]


def view(case: dict[str, Any]) -> OperationView:
    operation = {
        "operationId": "Op",
        "responses": case.get("responses", {}),
        "parameters": case.get("parameters", []),
        **({"x-ms-trigger": case["trigger"]} if "trigger" in case else {}),
    }
    item = {"post": operation, "parameters": case.get("shared", [])}
    value = definition({"paths": {"/x": item}, "definitions": case.get("definitions", {})})
    connector = Connector("c", **value | {"info": Info(title="Shop 1")})
    return operation_view(connector, connector.operations[0])


def shown(field: FieldView, word: str, expected: Any) -> Any:
    value = getattr(field, word)
    if word == "choices":
        return [[one.value, one.title] for one in value]
    if word == "lookup":
        return {key: one for key, one in to_builtins(value).items() if key != "at"}
    if word == "members":
        return as_said(value, expected)
    return value


def as_said(fields: tuple[FieldView, ...], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields with the words that the case has for each."""
    words = [*expected, *({"key": ""} for _ in range(len(fields) - len(expected)))]
    return [
        {word: shown(one, word, value) for word, value in row.items()} for one, row in zip(fields, words, strict=False)
    ]


@pytest.mark.parametrize("case", cases("inputs.yaml"))
def test_inputs(case):
    assert as_said(view(case).inputs, case["inputs"]) == case["inputs"]


@pytest.mark.parametrize("case", cases("outputs.yaml"))
def test_outputs(case):
    found = [[one.key, one.label, one.type, one.expression] for one in view(case).outputs]
    assert found == case["outputs"]


@pytest.mark.parametrize("case", cases("signatures.yaml"))
def test_signatures(case):
    found = view(case).signature
    assert (found.text, found.unsupported) == (case["signature"], case["unsupported"])

"""Values against schemas, as data: what does not fit, with its path in the value and its place in the definition."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectorsmith.diagnostics import DEFINITION
from connectorsmith.importers import swagger
from connectorsmith.model import Connector, Schema
from connectorsmith.runtime import conformance
from connectorsmith.runtime.conformance import misfits
from connectorsmith.source.yaml.read import read_yaml

FILE = Path(__file__).parents[2] / "cases" / "conformance" / "values.yaml"
CASES = read_yaml(FILE.read_text("utf-8"), FILE)[0].value
PREFIX = "/paths/~1x/get/responses/200/schema"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case):
    operation = {"operationId": "X", "responses": {"200": {"schema": case["schema"]}}}
    definition = {"swagger": "2.0", "paths": {"/x": {"get": operation}}, "definitions": case.get("definitions", {})}
    connector = Connector("c", **swagger.definition(definition))
    schema = connector.operation("X").responses["200"].schema
    found = [
        f"{'/'.join(map(str, one.path))}: {one.message} ({str(one.at).removeprefix(PREFIX)})"
        for one in misfits(connector, schema, case["value"])
    ]
    assert found == case.get("misfits", [])
    assert schema.at.document == DEFINITION.document


def test_a_pattern_that_python_cannot_read_says_nothing():
    schema = Schema(type="string", extra={"pattern": r"\p{L}"})
    assert misfits(Connector("c"), schema, "x") == []


def test_many_missing_values_are_one_misfit_that_names_the_first_of_them(monkeypatch):
    names = tuple(f"n{number:03}" for number in range(100))
    calls, message = [], conformance._message
    monkeypatch.setattr(conformance, "_message", lambda error: calls.append(error) or message(error))
    (found,) = misfits(Connector("x"), Schema(type="object", required=names, at=DEFINITION), {})
    assert found.message == f"lacks {', '.join(names[:40])} and 60 more"
    assert len(calls) == 1

"""What a maker gives to each operation, in the form in which clients of Swagger take it: parameters by their names."""

from __future__ import annotations

import base64
import json
from typing import Any

from connectorsmith.analysis.operation_parts import parameters
from connectorsmith.connector_tests.bench import CALLBACK
from connectorsmith.connector_tests.case import Case
from connectorsmith.connector_tests.read_cases import case_files, read_cases
from connectorsmith.model import ABSENT, Connector
from connectorsmith.runtime.compose import compose
from connectorsmith.runtime.gateway import Call
from connectorsmith.workspace.opened import OpenedConnector


def inputs_by_operation(opened: OpenedConnector, connector: Connector) -> dict[str, dict[str, Any]]:
    """The inputs of the first case of each operation that succeeds; bytes are in base64 under ``$content``."""
    found: dict[str, dict[str, Any]] = {}
    for file in case_files(opened.target):
        for case in read_cases(file).cases:
            if case.call.expect.get("status", 200) < 300 and case.operation not in found:
                found[case.operation] = _inputs(connector, case)
    return found


def _inputs(connector: Connector, case: Case) -> dict[str, Any]:
    inputs = case.steps[0].call.inputs if case.steps else case.call.inputs
    operation = connector.operation(case.operation)
    assert operation is not None
    composed = compose(connector, operation, Call(case.operation, inputs, callback=CALLBACK))
    found: dict[str, Any] = {}
    for parameter in parameters(connector, operation):
        name = parameter.name or ""
        if parameter.location == "body":
            found[name] = json.loads(composed.body)
        elif name in inputs:
            found[name] = _typed(inputs[name], parameter.content.type)
        elif parameter.required and parameter.content.default is not ABSENT:
            found[name] = parameter.content.default  # the platform fills it in; bravado does not
    return found


def _typed(value: Any, kind: str | None) -> Any:
    """Flows convert numbers and texts; clients of Swagger refuse the wrong ones."""
    if isinstance(value, dict) and "$content" in value:
        return {"$content": base64.b64encode(base64.b64decode(value["$content"])).decode()}
    return str(value) if kind == "string" and not isinstance(value, str) else value

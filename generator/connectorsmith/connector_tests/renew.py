"""Files of cases with what the real service was asked and answered, in the place of what they had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from connectorsmith.connector_tests.bench import CaseOutcome
from connectorsmith.connector_tests.case import Case
from connectorsmith.connector_tests.read_cases import CaseFile
from connectorsmith.connector_tests.recording import Recorder
from connectorsmith.connector_tests.suite import Report
from connectorsmith.model import Connector
from connectorsmith.runtime import gateway as engine
from connectorsmith.runtime import url
from connectorsmith.runtime.compose import compose
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.message import Request
from connectorsmith.runtime.triggers import named_operation
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.write import write_yaml


def renewed(connector: Connector, connection: Connection, report: Report) -> Iterator[tuple[CaseFile, str]]:
    """Each file of a live run with its new text; comments stay, and cases with steps stay as they are."""
    recorder = Recorder(connector, connection)
    for file, outcomes in report.outcomes:
        comments = find_comments(file.document)
        for outcome in outcomes:
            if outcome.results and not outcome.case.steps:
                _update(file.document.value[outcome.case.name], recorder, connector, outcome)
        if outcomes:
            yield file, write_yaml(file.document.value, comments)


def _update(written: dict[str, Any], recorder: Recorder, connector: Connector, outcome: CaseOutcome) -> None:
    """Put what was recorded into a case, in place: comments know mappings by their identity."""
    public = public_request(connector, outcome.case)
    case = recorder.case(public, outcome.exchanges, outcome.results[-1].response)
    if case is not None:
        written["backend"], written["expect"] = case["backend"], case["expect"]


def public_request(connector: Connector, case: Case) -> Request:
    """The request that a maker's client makes of a case, with its address below that of the connection."""
    call = engine.Call(case.operation, case.call.inputs, case.client)
    composed = compose(connector, named_operation(connector, case.operation), call)
    return Request(composed.method, url.joined("", composed.path, composed.query), composed.headers, composed.body)

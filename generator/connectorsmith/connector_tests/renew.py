"""Files of cases with what the real service was asked and answered, in the place of what they had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from connectorsmith.connector_tests.bench import CaseOutcome
from connectorsmith.connector_tests.case import Case
from connectorsmith.connector_tests.read_cases import CaseFile, read_cases
from connectorsmith.connector_tests.recording import Recorder
from connectorsmith.connector_tests.suite import Report
from connectorsmith.diagnostics import has_errors
from connectorsmith.errors import FileError
from connectorsmith.model import Connector
from connectorsmith.runtime import gateway as engine
from connectorsmith.runtime import url
from connectorsmith.runtime.compose import compose
from connectorsmith.runtime.connection import Connection
from connectorsmith.runtime.message import Request
from connectorsmith.runtime.triggers import named_operation
from connectorsmith.source.yaml.comments import find_comments
from connectorsmith.source.yaml.write import write_yaml

_RECORDED: Final = ("backend", "expect")
"""The keys of a case that a live run writes."""


def renewed(connector: Connector, connection: Connection, report: Report, home: Path) -> Iterator[tuple[CaseFile, str]]:
    """Each file of a live run, read again, with its new text; comments stay, and cases with steps stay as they are.

    ``home`` is the folder that links may not lead out of. Raises FileError if a case was changed since it was run.
    """
    recorder = Recorder(connector, connection)
    for file, outcomes in report.outcomes:
        if not outcomes:
            continue
        now = _read_again(file, outcomes, home)
        comments = find_comments(now.document)
        for outcome in outcomes:
            if outcome.results and not outcome.case.steps:
                _update(now.document.value[outcome.case.name], recorder, connector, outcome)
        yield now, write_yaml(now.document.value, comments)


def _read_again(file: CaseFile, outcomes: Iterable[CaseOutcome], home: Path) -> CaseFile:
    """The file as it is by now, since another run may have recorded calls in it, or other cases were added."""
    now = read_cases(file.file, home)
    cases = {} if has_errors(now.diagnostics) else now.document.value
    for name in (outcome.case.name for outcome in outcomes):
        if _given(cases.get(name, {})) != _given(file.document.value[name]):
            message = f'cannot write {file.file}: the case "{name}" was changed while this ran'
            raise FileError(message, "nothing was changed; run it again")
    return now


def _given(case: Mapping[str, Any]) -> dict[str, Any]:
    """What the author has written of a case."""
    return {key: value for key, value in case.items() if key not in _RECORDED}


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

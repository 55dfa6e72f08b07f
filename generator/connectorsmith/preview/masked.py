"""Messages and traces as JSON for the page; no secret of the connection is left in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connectorsmith.preview.as_json import Place
from connectorsmith.runtime.gateway import Gateway, Result
from connectorsmith.runtime.message import Response
from connectorsmith.runtime.message_json import message_json
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.step_changes import changes
from connectorsmith.runtime.trace import Step, Trace


def masked_response(gateway: Gateway, response: Response) -> Response:
    """A response without the secrets of the connection."""
    (step,) = Trace((Step("answer", "", after=response),), secrets_of(gateway.connector, gateway.connection))
    assert isinstance(step.after, Response)
    return step.after


def trace_json(result: Result, place: Place) -> list[dict[str, Any]]:
    """The steps of a call, with what each of them changed."""
    return [_step(step, place) for step in result.trace]


def results_json(results: Sequence[Result], place: Place) -> list[dict[str, Any]]:
    """The steps of several calls, one after the other."""
    return [step for result in results for step in trace_json(result, place)]


def _step(step: Step, place: Place) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "title": step.title,
        "at": None if step.at is None else place(step.at),
        "note": step.note,
        "assumed": list(step.assumed),
        "before": message_json(step.before),
        "after": message_json(step.after),
        "changes": [{"sign": one.sign, "what": one.what, "value": one.value} for one in changes(step)],
    }

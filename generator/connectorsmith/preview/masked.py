"""Messages and traces as JSON for the page; no secret of the connection is left in them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from connectorsmith.preview.as_json import Place
from connectorsmith.runtime.gateway import Gateway, Result
from connectorsmith.runtime.message import Message, Request, Response
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


def message_json(message: Message | None) -> dict[str, Any] | None:
    """A message that has no secrets any more; a body that is not text is in base64."""
    if message is None:
        return None
    found: dict[str, Any] = (
        {"method": message.method, "url": message.url} if isinstance(message, Request) else {"status": message.status}
    )
    found["headers"] = [list(pair) for pair in message.headers]
    try:
        found["body"] = message.body.decode("utf-8")
    except UnicodeDecodeError:
        found["base64"] = base64.b64encode(message.body).decode()
    return found
